#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A GStreamer client of Blue Sky that knows nothing but its HTTP calls.

call.py [--offer FILE] [--seconds N] publish http://host:8080/ ROOM USER
call.py [--offer FILE] [--seconds N] receive http://host:8080/ ROOM USER PUBLISHER

publish sends a moving picture (VP8) and a tone (Opus); receive decodes what comes and tells how
much that was. The room is made if it is not there.
"""

import argparse
import base64
import json
import urllib.error
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

# Blue Sky has one transport for a connection: without the policy webrtcbin offers one per track.
CONNECTION = "webrtcbin name=connection bundle-policy=max-bundle "

VIDEO = "application/x-rtp,media=video,encoding-name=VP8,clock-rate=90000,payload=96"
AUDIO = "application/x-rtp,media=audio,encoding-name=OPUS,clock-rate=48000,encoding-params=(string)2,payload=97"

SENT = f"""
    videotestsrc is-live=true pattern=ball
    ! video/x-raw,width=320,height=180,framerate=30/1
    ! vp8enc deadline=1 keyframe-max-dist=3000 target-bitrate=400000
    ! rtpvp8pay pt=96 picture-id-mode=15-bit ! {VIDEO} ! connection.
    audiotestsrc is-live=true wave=ticks
    ! audioconvert ! audioresample ! audio/x-raw,rate=48000,channels=2
    ! opusenc ! rtpopuspay pt=97 ! {AUDIO} ! connection.
"""

VIDEO_FEEDBACK = "rtcp-fb-nack=true,rtcp-fb-nack-pli=true,rtcp-fb-ccm-fir=true"
KINDS = {"video": f"{VIDEO},{VIDEO_FEEDBACK}", "audio": AUDIO}


class Call:
    def __init__(self, arguments):
        self.arguments = arguments
        self.receives = arguments.what == "receive"
        self.loop = GLib.MainLoop()
        self.counts = {}
        self.failed = False
        self.pipeline = Gst.Pipeline.new() if self.receives else Gst.parse_launch(CONNECTION + SENT)
        if self.receives:
            self.pipeline.add(Gst.parse_launch(CONNECTION))
        self.connection = self.pipeline.get_by_name("connection")
        self.connection.connect("notify::ice-gathering-state", self.gathering)
        self.connection.connect("notify::connection-state", self.tell_state)
        self.connection.connect("pad-added", self.stream_added)
        # Receiving sections have no pads that would ask for a negotiation.
        if self.receives:
            for caps in KINDS.values():
                self.connection.emit(
                    "add-transceiver",
                    GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY,
                    Gst.Caps.from_string(caps))
        self.connection.connect("on-negotiation-needed", self.negotiate)
        bus = self.pipeline.get_bus()
        bus.add_signal_watch()
        bus.connect("message::error", self.error)

    def run(self):
        self.pipeline.set_state(Gst.State.PLAYING)
        GLib.timeout_add_seconds(self.arguments.seconds, self.loop.quit)
        self.loop.run()
        for name, count in sorted(self.statistics().items()):
            print(f"{name}: {count}")
        for name, count in sorted(self.counts.items()):
            print(f"decoded {name}: {count}")
        self.pipeline.set_state(Gst.State.NULL)
        return 1 if self.failed else 0

    def negotiate(self, connection):
        promise = Gst.Promise.new_with_change_func(self.offered)
        connection.emit("create-offer", None, promise)

    def offered(self, promise):
        reply = promise.get_reply()  # It owns the offer.
        offer = reply.get_value("offer")
        self.connection.emit("set-local-description", offer, Gst.Promise.new())

    def gathering(self, connection, _):
        if connection.get_property("ice-gathering-state") \
                != GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            return
        offer = connection.get_property("local-description").sdp.as_text()
        if self.arguments.offer:
            with open(self.arguments.offer, "w", encoding="utf-8", newline="") as file:
                file.write(offer)
        try:
            answer = self.exchange(offer)
        except urllib.error.HTTPError as refusal:
            self.fail(f"{refusal} {refusal.read().decode()}")
            return
        _, sdp = GstSdp.SDPMessage.new_from_text(answer)
        description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
        connection.emit("set-remote-description", description, Gst.Promise.new())

    def exchange(self, offer):
        a = self.arguments
        try:
            self.send("PUT", "webrtc/room", {"id": a.room, "user_id": a.user})
        except urllib.error.HTTPError:
            pass  # Somebody else has made it; whether it is there shows in the next call.
        peer = a.publisher if self.receives else a.user
        path = f"webrtc/sdp/m/{a.room}/c/{a.user}/p/{peer}/s/{str(not self.receives).lower()}"
        description = json.dumps({"type": "offer", "sdp": offer}).encode()
        answer = self.send("POST", path, {"Sdp": base64.b64encode(description).decode()})
        return json.loads(base64.b64decode(answer["Sdp"]))["sdp"]

    def send(self, method, path, body):
        request = urllib.request.Request(
            self.arguments.server.rstrip("/") + "/" + path,
            method=method,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            return json.load(response)

    def stream_added(self, _, pad):
        if pad.get_direction() != Gst.PadDirection.SRC:
            return
        decoder = Gst.ElementFactory.make("decodebin")
        decoder.connect("pad-added", self.decoded)
        self.pipeline.add(decoder)
        decoder.sync_state_with_parent()
        pad.link(decoder.get_static_pad("sink"))

    def decoded(self, _, pad):
        kind = pad.get_current_caps().get_structure(0).get_name()
        sink = Gst.ElementFactory.make("fakesink")
        sink.set_property("signal-handoffs", True)
        sink.set_property("sync", True)
        sink.connect("handoff", self.buffer, kind)
        self.pipeline.add(sink)
        sink.sync_state_with_parent()
        pad.link(sink.get_static_pad("sink"))

    def buffer(self, _sink, _buffer, _pad, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def statistics(self):
        """What GStreamer counted of the streams of RTP."""
        promise = Gst.Promise.new()
        self.connection.emit("get-stats", None, promise)
        promise.wait()
        wanted = ("packets-received", "packets-sent", "packets-lost",
                  "pli-count", "fir-count", "nack-count", "round-trip-time")
        found = {}

        def look(field, value):
            if not isinstance(value, Gst.Structure):
                return True
            for name in wanted:
                if value.has_field(name) and value.get_value(name):
                    found[f"{GLib.quark_to_string(field)} {name}"] = value.get_value(name)
            return True

        promise.get_reply().foreach(look)
        return found

    def tell_state(self, connection, _):
        print("connection:", connection.get_property("connection-state").value_nick, flush=True)

    def error(self, _, message):
        self.fail(message.parse_error())

    def fail(self, reason):
        print("failed:", reason)
        self.failed = True
        self.loop.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offer", help="file that the offer is written to")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("what", choices=("publish", "receive"))
    parser.add_argument("server")
    parser.add_argument("room")
    parser.add_argument("user")
    parser.add_argument("publisher", nargs="?")
    arguments = parser.parse_args()
    if (arguments.what == "receive") != (arguments.publisher is not None):
        parser.error("receive names a publisher, publish does not")
    Gst.init(None)
    raise SystemExit(Call(arguments).run())


if __name__ == "__main__":
    main()
