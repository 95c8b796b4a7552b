// SPDX-License-Identifier: Apache-2.0

package main

import (
	"net"

	"github.com/pion/ice/v2"
	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v3"
)

// newAPI makes peer connections of Opus and VP8 on the loopback address.
func newAPI(interceptors bool) (*webrtc.API, error) {
	media := &webrtc.MediaEngine{}
	if err := register(media); err != nil {
		return nil, err
	}
	registry := &interceptor.Registry{}
	if interceptors {
		if err := webrtc.RegisterDefaultInterceptors(media, registry); err != nil {
			return nil, err
		}
	}
	settings := webrtc.SettingEngine{}
	// The clients are the active side, which this version answers with "active" unless it is told.
	if err := settings.SetAnsweringDTLSRole(webrtc.DTLSRoleServer); err != nil {
		return nil, err
	}
	settings.SetLite(true)
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetIPFilter(net.IP.IsLoopback)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	return webrtc.NewAPI(
		webrtc.WithMediaEngine(media),
		webrtc.WithInterceptorRegistry(registry),
		webrtc.WithSettingEngine(settings)), nil
}

func register(media *webrtc.MediaEngine) error {
	opus := webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2,
			SDPFmtpLine: "minptime=10;useinbandfec=1",
		},
		PayloadType: 111,
	}
	if err := media.RegisterCodec(opus, webrtc.RTPCodecTypeAudio); err != nil {
		return err
	}
	vp8 := webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeVP8, ClockRate: 90000,
			RTCPFeedback: []webrtc.RTCPFeedback{{Type: "nack"}, {Type: "nack", Parameter: "pli"}},
		},
		PayloadType: 96,
	}
	if err := media.RegisterCodec(vp8, webrtc.RTPCodecTypeVideo); err != nil {
		return err
	}
	for _, uri := range []string{
		"urn:ietf:params:rtp-hdrext:sdes:mid",
		"urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
		"urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
	} {
		extension := webrtc.RTPHeaderExtensionCapability{URI: uri}
		if err := media.RegisterHeaderExtension(extension, webrtc.RTPCodecTypeVideo); err != nil {
			return err
		}
	}
	return nil
}
