// SPDX-License-Identifier: Apache-2.0

// A small SFU on Pion, to be measured beside Blue Sky: what is read of a remote track is written to
// a TrackLocalStaticRTP that all viewers share, as in the Go original of Blue Sky.
//
//	sfu [-interceptors]
//
// Its first line of output is its address; it ends with its standard input. The calls:
//
//	POST /publish?room=…&user=…            offer to answer
//	POST /receive?room=…&peer=…[&rid=…]    the same; of several sizes that one
//	DELETE /room?room=…
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/pion/webrtc/v3"
)

func main() {
	interceptors := flag.Bool("interceptors", false, "with Pion's default interceptors")
	flag.Parse()
	api, err := newAPI(*interceptors)
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := &sfu{api: api, rooms: map[string]*room{}}
	http.HandleFunc("/publish", server.negotiating((*room).publish))
	http.HandleFunc("/receive", server.negotiating((*room).receive))
	http.HandleFunc("/room", server.close)
	fmt.Println(listener.Addr())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	log.Fatal(http.Serve(listener, nil))
}

// negotiating answers an offer with what a room makes of it.
func (s *sfu) negotiating(negotiate func(*room, *webrtc.PeerConnection, request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		query := r.URL.Query()
		answer, err := s.negotiate(query.Get("room"), negotiate, request{
			offer: webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: string(body)},
			user:  query.Get("user"),
			peer:  query.Get("peer"),
			rid:   query.Get("rid"),
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_, _ = io.WriteString(w, answer)
	}
}

func (s *sfu) close(w http.ResponseWriter, r *http.Request) {
	s.closeRoom(r.URL.Query().Get("room"))
	w.WriteHeader(http.StatusNoContent)
}
