module dev.bluesky/interop

go 1.19

require (
	github.com/pion/rtcp v1.2.10
	github.com/pion/rtp v1.7.13
	github.com/pion/webrtc/v3 v3.1.56
)
