// SPDX-License-Identifier: Apache-2.0

// A Pion client of Blue Sky that knows nothing but its HTTP calls: one peer connection that
// publishes two files, or receives what somebody publishes and writes two files.
//
//	call [-offer file] publish http://host:8080/ room user video.ivf audio.ogg
//	call [-offer file] [-seconds n] receive http://host:8080/ room user publisher video.ivf audio.ogg
//
// The room is made if it is not there.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/pion/webrtc/v3"
)

func main() {
	offer := flag.String("offer", "", "file that the offer is written to")
	seconds := flag.Int("seconds", 10, "time until the end")
	flag.Parse()
	arguments := flag.Args()
	if len(arguments) < 6 {
		log.Fatal("call publish|receive server room user [publisher] video.ivf audio.ogg")
	}
	call := call{server: arguments[1], room: arguments[2], user: arguments[3], offerFile: *offer}
	var err error
	switch time := time.Duration(*seconds) * time.Second; arguments[0] {
	case "publish":
		err = publish(call, arguments[4], arguments[5], time)
	case "receive":
		err = receive(call, arguments[4], arguments[5], arguments[6], time)
	default:
		err = fmt.Errorf("neither publish nor receive: %s", arguments[0])
	}
	if err != nil {
		log.Fatal(err)
	}
}

// call says who calls where.
type call struct{ server, room, user, offerFile string }

// connect offers what is in the connection, with all candidates, and takes the answer.
func (c call) connect(connection *webrtc.PeerConnection, peer string, isSender bool) error {
	offer, err := connection.CreateOffer(nil)
	if err != nil {
		return err
	}
	gathered := webrtc.GatheringCompletePromise(connection)
	if err = connection.SetLocalDescription(offer); err != nil {
		return err
	}
	<-gathered
	complete := connection.LocalDescription()
	if c.offerFile != "" {
		if err = os.WriteFile(c.offerFile, []byte(complete.SDP), 0o644); err != nil {
			return err
		}
	}
	answer, err := c.exchange(*complete, peer, isSender)
	if err != nil {
		return err
	}
	return connection.SetRemoteDescription(answer)
}

func (c call) exchange(offer webrtc.SessionDescription, peer string, isSender bool) (answer webrtc.SessionDescription, err error) {
	// Somebody else may have made it: whether this succeeds shows in the next call.
	_, _ = c.send(http.MethodPut, "webrtc/room", map[string]string{"id": c.room, "user_id": c.user})
	description, err := json.Marshal(offer)
	if err != nil {
		return answer, err
	}
	path := fmt.Sprintf("webrtc/sdp/m/%s/c/%s/p/%s/s/%t", c.room, c.user, peer, isSender)
	body, err := c.send(http.MethodPost, path,
		map[string]string{"Sdp": base64.StdEncoding.EncodeToString(description)})
	if err != nil {
		return answer, err
	}
	var envelope struct{ Sdp string }
	if err = json.Unmarshal(body, &envelope); err != nil {
		return answer, err
	}
	if description, err = base64.StdEncoding.DecodeString(envelope.Sdp); err != nil {
		return answer, err
	}
	err = json.Unmarshal(description, &answer)
	return answer, err
}

func (c call) send(method, path string, body map[string]string) ([]byte, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	uri := strings.TrimSuffix(c.server, "/") + "/" + path
	request, err := http.NewRequest(method, uri, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode >= 300 {
		err = fmt.Errorf("%s: %s", response.Status, answer)
	}
	return answer, err
}

// watch tells what becomes of the connection, also those who wait for it.
func watch(connection *webrtc.PeerConnection, states chan<- webrtc.PeerConnectionState) {
	connection.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		log.Print("connection: ", state)
		select {
		case states <- state:
		default: // Nobody waits any more.
		}
	})
}
