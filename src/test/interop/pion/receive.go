// SPDX-License-Identifier: Apache-2.0

package main

import (
	"log"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v3"
	"github.com/pion/webrtc/v3/pkg/media"
	"github.com/pion/webrtc/v3/pkg/media/ivfwriter"
	"github.com/pion/webrtc/v3/pkg/media/oggwriter"
)

// receive writes what comes into the two files, for a decoder to judge.
func receive(c call, publisher, videoFile, audioFile string, length time.Duration) error {
	connection, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return err
	}
	watch(connection, nil)
	for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeAudio, webrtc.RTPCodecTypeVideo} {
		_, err = connection.AddTransceiverFromKind(kind,
			webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly})
		if err != nil {
			return err
		}
	}
	video, err := ivfwriter.New(videoFile)
	if err != nil {
		return err
	}
	audio, err := oggwriter.New(audioFile, opusRate, 2)
	if err != nil {
		return err
	}
	writers := map[webrtc.RTPCodecType]media.Writer{
		webrtc.RTPCodecTypeAudio: audio, webrtc.RTPCodecTypeVideo: video}
	ended := make(chan struct{}, len(writers))
	connection.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		log.Printf("track %s of stream %s: %s", track.ID(), track.StreamID(), track.Codec().MimeType)
		write(track, writers[track.Kind()])
		ended <- struct{}{}
	})
	if err = c.connect(connection, publisher, false); err != nil {
		return err
	}
	time.Sleep(length)
	if err = connection.Close(); err != nil {
		return err
	}
	for range writers {
		select {
		case <-ended:
		case <-time.After(time.Second):
			log.Print("a track never came")
		}
	}
	return first(video.Close(), audio.Close())
}

func write(track *webrtc.TrackRemote, to media.Writer) {
	var packets, gaps, frames int
	var last *rtp.Packet
	defer func() {
		log.Printf("%s: %d packets, %d gaps, %d with the marker", track.Kind(), packets, gaps, frames)
	}()
	for {
		packet, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		packets++
		if packet.Marker {
			frames++
		}
		if last != nil && packet.SequenceNumber != last.SequenceNumber+1 {
			gaps++
		}
		last = packet
		if err = to.WriteRTP(packet); err != nil {
			log.Print("cannot be written: ", err)
		}
	}
}
