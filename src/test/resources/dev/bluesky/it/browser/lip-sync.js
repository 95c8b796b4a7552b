// A page that publishes a picture which flashes while its tone beeps, or that receives it and tells
// how far apart both are. Put into a page of the server's; it makes window.lipSync.

(() => {
  const PERIOD_MS = 500;
  const LENGTH_MS = 125;
  const VOLUME = 0.5;
  const BRIGHT = 128;
  const BUFFER_MS = 300;

  /** Tells when it becomes loud and when quiet: at once, and after as many quiet samples. */
  const METER = `registerProcessor("meter", class extends AudioWorkletProcessor {
    quiet = 0;
    on = false;
    process([[samples = []]]) {
      samples.forEach((sample, i) => {
        this.quiet = Math.abs(sample) > 0.1 ? 0 : this.quiet + 1;
        const on = this.quiet < 480;
        if (on !== this.on) this.port.postMessage({ on, time: currentTime + i / sampleRate });
        this.on = on;
      });
      return true;
    }
  })`;

  async function call(path, method, body) {
    const response = await fetch(path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.json();
  }

  async function connect(pc, room, user, peer, isSender) {
    await pc.setLocalDescription();
    while (pc.iceGatheringState !== "complete") {
      await new Promise((resolve) => {
        pc.addEventListener("icegatheringstatechange", resolve, { once: true });
      });
    }
    const path = `/webrtc/sdp/m/${room}/c/${user}/p/${peer}/s/${isSender}`;
    const offer = JSON.stringify(pc.localDescription);
    const { Sdp } = await call(path, "POST", { Sdp: btoa(offer) });
    await pc.setRemoteDescription(JSON.parse(atob(Sdp)));
  }

  /** Picture and tone change in the same turn of the event loop. */
  function flashingAndBeeping() {
    const canvas = document.createElement("canvas");
    canvas.width = 320;
    canvas.height = 180;
    document.body.append(canvas);
    const picture = canvas.getContext("2d");
    const audio = new AudioContext();
    const tone = new OscillatorNode(audio, { frequency: 1000 });
    const volume = new GainNode(audio, { gain: 0 });
    const sound = new MediaStreamAudioDestinationNode(audio);
    tone.connect(volume).connect(sound);
    tone.start();
    const step = () => {
      const on = performance.now() % PERIOD_MS < LENGTH_MS;
      volume.gain.setValueAtTime(on ? VOLUME : 0, audio.currentTime);
      picture.fillStyle = on ? "white" : "black";
      picture.fillRect(0, 0, canvas.width, canvas.height);
      requestAnimationFrame(step);
    };
    step();
    return new MediaStream([
      ...canvas.captureStream().getTracks(),
      ...sound.stream.getTracks(),
    ]);
  }

  /** Notes when something that was off goes on. */
  function onsets() {
    const times = [];
    let was = true;
    return {
      times,
      note(on, time) {
        if (on && !was) times.push(time);
        was = on;
      },
    };
  }

  function watch(video) {
    const seen = onsets();
    const canvas = new OffscreenCanvas(1, 1);
    const picture = canvas.getContext("2d", { willReadFrequently: true });
    const look = (now, frame) => {
      picture.drawImage(video, 0, 0, 1, 1);
      seen.note(picture.getImageData(0, 0, 1, 1).data[0] > BRIGHT, frame.expectedDisplayTime);
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    return seen.times;
  }

  async function listen(stream) {
    const heard = onsets();
    const audio = new AudioContext();
    const module = `data:text/javascript,${encodeURIComponent(METER)}`;
    await audio.audioWorklet.addModule(module);
    const meter = new AudioWorkletNode(audio, "meter", { numberOfOutputs: 0 });
    meter.port.onmessage = ({ data: { on, time } }) => {
      const { contextTime, performanceTime } = audio.getOutputTimestamp();
      heard.note(on, performanceTime + (time - contextTime) * 1000);
    };
    audio.createMediaStreamSource(stream).connect(meter);
    return heard.times;
  }

  let publisher;
  let stream;
  let viewer;
  let flashes;
  let beeps;
  const playouts = [];

  async function show(what) {
    const video = document.createElement("video");
    video.autoplay = true;
    video.muted = what === stream;
    video.srcObject = what;
    document.body.append(video);
    flashes = watch(video);
    beeps = await listen(what);
  }

  window.lipSync = {
    createRoom: (room) => call("/webrtc/room", "PUT", { id: room, user_id: "opener" }),

    /** Publishes anew, on a connection of its own. */
    async publish(room, user) {
      publisher?.close();
      stream ??= flashingAndBeeping();
      publisher = new RTCPeerConnection();
      for (const track of stream.getTracks()) publisher.addTrack(track, stream);
      await connect(publisher, room, user, user, true);
    },

    async receive(room, user, peer) {
      viewer = new RTCPeerConnection();
      viewer.addTransceiver("audio", { direction: "recvonly" });
      viewer.addTransceiver("video", { direction: "recvonly" });
      const received = new MediaStream(viewer.getReceivers().map((each) => each.track));
      await show(received);
      // Room to shift either; without it the browser approaches the moment in half a minute.
      for (const each of viewer.getReceivers()) each.jitterBufferTarget = BUFFER_MS;
      await connect(viewer, room, user, peer, false);
    },

    /** What is on its way out, as this page itself sees and hears it. */
    async watchOneself() {
      await show(stream);
    },

    /** Forgets what was seen and heard so far. */
    async restart() {
      for (const list of [flashes, beeps, playouts]) list.length = 0;
    },

    /** What was seen and heard, in milliseconds, and what the browser itself says, if it can. */
    async measured() {
      const report = [...((await viewer?.getStats())?.values() ?? [])];
      const [audio, video] = ["audio", "video"].map((kind) => report.find(
        (each) => each.type === "inbound-rtp" && each.kind === kind)?.estimatedPlayoutTimestamp);
      if (audio && video) playouts.push(audio - video);
      return { flashes, beeps, playouts };
    },
  };
})();
