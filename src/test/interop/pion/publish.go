// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v3"
	"github.com/pion/webrtc/v3/pkg/media"
	"github.com/pion/webrtc/v3/pkg/media/ivfreader"
	"github.com/pion/webrtc/v3/pkg/media/oggreader"
)

const (
	opusRate  = 48000
	opusFrame = 20 * time.Millisecond
)

// publish plays both files again and again until the time is over.
func publish(c call, videoFile, audioFile string, length time.Duration) error {
	connection, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return err
	}
	defer connection.Close()
	video, err := add(connection, webrtc.MimeTypeVP8, "video")
	if err != nil {
		return err
	}
	audio, err := add(connection, webrtc.MimeTypeOpus, "audio")
	if err != nil {
		return err
	}
	states := make(chan webrtc.PeerConnectionState, 16)
	watch(connection, states)
	if err = c.connect(connection, c.user, true); err != nil {
		return err
	}
	if err = awaitConnected(states); err != nil {
		return err
	}
	end := time.Now().Add(length)
	failed := make(chan error, 2)
	go func() { failed <- repeat(end, func() error { return playVideo(videoFile, video, end) }) }()
	go func() { failed <- repeat(end, func() error { return playAudio(audioFile, audio, end) }) }()
	return first(<-failed, <-failed)
}

func awaitConnected(states <-chan webrtc.PeerConnectionState) error {
	for state := range states {
		switch state {
		case webrtc.PeerConnectionStateConnected:
			return nil
		case webrtc.PeerConnectionStateFailed, webrtc.PeerConnectionStateClosed:
			return fmt.Errorf("the connection is %s", state)
		}
	}
	return nil
}

func first(one, other error) error {
	if one != nil {
		return one
	}
	return other
}

func add(connection *webrtc.PeerConnection, mimeType, id string) (*webrtc.TrackLocalStaticSample, error) {
	track, err := webrtc.NewTrackLocalStaticSample(
		webrtc.RTPCodecCapability{MimeType: mimeType}, id, "pion")
	if err != nil {
		return nil, err
	}
	sender, err := connection.AddTrack(track)
	if err != nil {
		return nil, err
	}
	go feedback(sender, id)
	return track, nil
}

// feedback counts what the server asks for; reading it also keeps Pion's own interceptors going.
func feedback(sender *webrtc.RTPSender, id string) {
	seen := map[string]int{}
	defer func() { log.Print("feedback on ", id, ": ", seen) }()
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, packet := range packets {
			switch packet.(type) {
			case *rtcp.PictureLossIndication:
				seen["PLI"]++
			case *rtcp.FullIntraRequest:
				seen["FIR"]++
			case *rtcp.TransportLayerNack:
				seen["NACK"]++
			case *rtcp.TransportLayerCC:
				seen["transport-cc"]++
			case *rtcp.ReceiverEstimatedMaximumBitrate:
				seen["REMB"]++
			case *rtcp.ReceiverReport:
				seen["receiver report"]++
			default:
				seen["other"]++
			}
		}
	}
}

func repeat(end time.Time, play func() error) error {
	for time.Now().Before(end) {
		if err := play(); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	return nil
}

func playVideo(name string, track *webrtc.TrackLocalStaticSample, end time.Time) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	reader, header, err := ivfreader.NewWith(file)
	if err != nil {
		return err
	}
	unit := float64(header.TimebaseNumerator) / float64(header.TimebaseDenominator)
	frame := time.Duration(unit * float64(time.Second))
	return paced(frame, end, func() (media.Sample, error) {
		data, _, err := reader.ParseNextFrame()
		return media.Sample{Data: data, Duration: frame}, err
	}, track)
}

func playAudio(name string, track *webrtc.TrackLocalStaticSample, end time.Time) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	reader, _, err := oggreader.NewWith(file)
	if err != nil {
		return err
	}
	// One packet on each page: ffmpeg's -page_duration 20000.
	return paced(opusFrame, end, func() (media.Sample, error) {
		data, _, err := reader.ParseNextPage()
		return media.Sample{Data: data, Duration: opusFrame}, err
	}, track)
}

func paced(interval time.Duration, end time.Time, next func() (media.Sample, error), track *webrtc.TrackLocalStaticSample) error {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for now := range ticker.C {
		sample, err := next()
		if err != nil || now.After(end) {
			return err
		}
		if err = track.WriteSample(sample); err != nil {
			return err
		}
	}
	return nil
}
