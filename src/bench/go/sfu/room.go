// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v3"
)

type sfu struct {
	api   *webrtc.API
	mutex sync.Mutex
	rooms map[string]*room
}

// request is an offer, and who makes it or whom it is to receive.
type request struct {
	offer           webrtc.SessionDescription
	user, peer, rid string
}

type room struct {
	mutex       sync.Mutex
	publishers  map[string]*publisher
	connections []*webrtc.PeerConnection
}

// publisher has a local track for each remote one.
type publisher struct {
	connection *webrtc.PeerConnection
	audio      *webrtc.TrackLocalStaticRTP
	mutex      sync.Mutex
	videos     map[string]*video
}

// video is one size of the picture; the SSRC is 0 until the first packet has come.
type video struct {
	track *webrtc.TrackLocalStaticRTP
	ssrc  webrtc.SSRC
}

func (s *sfu) negotiate(
	name string, negotiate func(*room, *webrtc.PeerConnection, request) error, r request,
) (string, error) {
	connection, err := s.api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return "", err
	}
	s.mutex.Lock()
	if s.rooms[name] == nil {
		s.rooms[name] = &room{publishers: map[string]*publisher{}}
	}
	in := s.rooms[name]
	s.mutex.Unlock()
	in.mutex.Lock()
	in.connections = append(in.connections, connection)
	in.mutex.Unlock()
	if err := negotiate(in, connection, r); err != nil {
		return "", err
	}
	return answer(connection)
}

// answer says what the connection takes of the offer, with all candidates.
func answer(connection *webrtc.PeerConnection) (string, error) {
	description, err := connection.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	gathered := webrtc.GatheringCompletePromise(connection)
	if err := connection.SetLocalDescription(description); err != nil {
		return "", err
	}
	<-gathered
	return connection.LocalDescription().SDP, nil
}

func (s *sfu) closeRoom(name string) {
	s.mutex.Lock()
	closing := s.rooms[name]
	delete(s.rooms, name)
	s.mutex.Unlock()
	if closing != nil {
		for _, connection := range closing.connections {
			_ = connection.Close()
		}
	}
}

func (r *room) publish(connection *webrtc.PeerConnection, request request) error {
	audio, err := webrtc.NewTrackLocalStaticRTP(
		webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "audio", request.user)
	if err != nil {
		return err
	}
	publishing := &publisher{connection: connection, audio: audio, videos: map[string]*video{}}
	r.mutex.Lock()
	r.publishers[request.user] = publishing
	r.mutex.Unlock()
	connection.OnTrack(func(remote *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		if remote.Kind() == webrtc.RTPCodecTypeAudio {
			copyPackets(remote, audio)
		} else if local, err := publishing.begin(remote); err == nil {
			copyPackets(remote, local)
		}
	})
	return connection.SetRemoteDescription(request.offer)
}

// video finds a size, or makes it for whoever comes first: its publisher or a viewer.
func (p *publisher) video(rid string) (*video, error) {
	if p.videos[rid] == nil {
		track, err := webrtc.NewTrackLocalStaticRTP(
			webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8}, "video", "video"+rid)
		if err != nil {
			return nil, err
		}
		p.videos[rid] = &video{track: track}
	}
	return p.videos[rid], nil
}

func (p *publisher) begin(remote *webrtc.TrackRemote) (*webrtc.TrackLocalStaticRTP, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	video, err := p.video(remote.RID())
	if err != nil {
		return nil, err
	}
	video.ssrc = remote.SSRC()
	return video.track, nil
}

// copyPackets is the whole of the forwarding.
func copyPackets(remote *webrtc.TrackRemote, local *webrtc.TrackLocalStaticRTP) {
	packet := make([]byte, 1500)
	for {
		length, _, err := remote.Read(packet)
		if err != nil {
			return
		}
		if _, err := local.Write(packet[:length]); err != nil && !errors.Is(err, io.ErrClosedPipe) {
			return
		}
	}
}

func (r *room) receive(connection *webrtc.PeerConnection, request request) error {
	r.mutex.Lock()
	publishing := r.publishers[request.peer]
	r.mutex.Unlock()
	if publishing == nil {
		return fmt.Errorf("nobody is called %s", request.peer)
	}
	publishing.mutex.Lock()
	video, err := publishing.video(request.rid)
	publishing.mutex.Unlock()
	if err != nil {
		return err
	}
	if _, err := connection.AddTrack(publishing.audio); err != nil {
		return err
	}
	sender, err := connection.AddTrack(video.track)
	if err != nil {
		return err
	}
	go publishing.hear(sender, video)
	return connection.SetRemoteDescription(request.offer)
}

// hear passes a viewer's wishes for key frames on.
func (p *publisher) hear(sender *webrtc.RTPSender, video *video) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, packet := range packets {
			if _, wanted := packet.(*rtcp.PictureLossIndication); wanted {
				p.wantKeyFrame(video)
			}
		}
	}
}

func (p *publisher) wantKeyFrame(video *video) {
	p.mutex.Lock()
	ssrc := uint32(video.ssrc)
	p.mutex.Unlock()
	_ = p.connection.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: ssrc}})
}
