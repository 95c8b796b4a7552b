module dev.bluesky/bench/sfu

go 1.19

require (
	github.com/pion/ice/v2 v2.3.1
	github.com/pion/interceptor v0.1.12
	github.com/pion/rtcp v1.2.10
	github.com/pion/webrtc/v3 v3.1.56
)
