/**
 * Finds the person in a picture: MediaPipe's model (TensorFlow Lite), run by its own WebAssembly. The package's class for it
 * serves pages alone; this drives what is below it, which also runs in a worker.
 *
 * @typedef {{delete(): void}} Held what must be given back to the module's memory
 * @typedef {Held & {glName: number, width: number, height: number}} Texture
 * @typedef {Held & {push_back(value: unknown): void}} List
 * @typedef {Held & {pushTexture2d(texture: {glName: number, width: number, height: number, stream: string, timestamp: number}): void}} Packets
 * @typedef {Held & {loadGraph(graph: ArrayBuffer): void, overrideFile(name: string, file: ArrayBuffer): void, changeOptions(options: List): void,
 *   attachMultiListener(streams: List, listener: unknown): void, send(packets: Packets): void}} Solution
 * @typedef {{createContext(canvas: OffscreenCanvas, attributes: object): number, makeContextCurrent(handle: number): void,
 *   getContext(handle: number): {GLctx: WebGL2RenderingContext}, textures: WebGLTexture[]}} GlContexts
 * @typedef {{canvas: OffscreenCanvas, GL: GlContexts, createTexture(): number, bindTexture2d(name: number): void,
 *   SolutionWasm: new () => Solution, StringList: new () => List, GraphOptionChangeRequestList: new () => List, PacketDataList: new () => Packets,
 *   PacketListener: {implement(listener: {onResults(packets: {get(index: number): Texture | undefined}): void}): unknown}}} MediaPipe
 */

/** Where the graph looks for the model. */
const MODEL = "third_party/mediapipe/modules/selfie_segmentation/";
const GRAPH = "selfie_segmentation.binarypb";
/** Of the two models the one for wide pictures, which costs half. */
const [FILE, SELECTION] = ["selfie_segmentation_landscape.tflite", 1];

/** The size of a mask. */
export const [WIDTH, HEIGHT] = [256, 144];

export class Segmenter {
  #module;
  #gl;
  #solution;
  #texture;
  #framebuffer;
  #clockUs = 0;
  #pixels = new Uint8Array(WIDTH * HEIGHT * 4);
  #found = false;

  /**
   * @param {(settings: {locateFile(name: string): string, printErr(line: string): void}) => Promise<MediaPipe>} create what the package's script defines
   * @param {string} folder of the package's files, ending with a slash
   */
  static async load(create, folder) {
    const [module, graph, model] = await Promise.all([create({ locateFile: (name) => folder + name, printErr: () => {} }), bytes(folder + GRAPH), bytes(folder + FILE)]);
    return new Segmenter(module, graph, model);
  }

  /** @param {MediaPipe} module @param {ArrayBuffer} graph @param {ArrayBuffer} model */
  constructor(module, graph, model) {
    this.#module = module;
    const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
    module.canvas = canvas;
    const handle = module.GL.createContext(canvas, { antialias: false, alpha: false, majorVersion: 2 });
    if (!handle) throw new Error("no WebGL 2 here");
    module.GL.makeContextCurrent(handle);
    this.#gl = module.GL.getContext(handle).GLctx;
    this.#texture = module.createTexture();
    this.#framebuffer = this.#gl.createFramebuffer();
    this.#solution = new module.SolutionWasm();
    this.#solution.loadGraph(graph);
    this.#solution.overrideFile(MODEL + FILE, model);
    this.#listen();
    this.#choose();
  }

  /**
   * How surely each pixel is the person's, 0 to 255, in the first of four bytes; valid until the next call.
   *
   * @param {OffscreenCanvas} picture of the mask's size
   */
  mask(picture) {
    const gl = this.#gl;
    if (gl.isContextLost()) throw new Error("the graphics context is lost");
    gl.activeTexture(gl.TEXTURE0);
    this.#module.bindTexture2d(this.#texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    this.#module.bindTexture2d(0);
    const packets = new this.#module.PacketDataList();
    // Time must go on with each picture, or the graph waits.
    this.#clockUs = Math.max(this.#clockUs + 1, 1_000 * performance.now());
    packets.pushTexture2d({ glName: this.#texture, width: WIDTH, height: HEIGHT, stream: "input_frames_gpu", timestamp: this.#clockUs });
    this.#found = false;
    this.#solution.send(packets);
    packets.delete();
    if (!this.#found) throw new Error("the model gave no mask");
    return this.#pixels;
  }

  #listen() {
    const streams = new this.#module.StringList();
    streams.push_back("segmentation_mask");
    const listener = this.#module.PacketListener.implement({
      onResults: (packets) => {
        const mask = packets.get(0);
        if (mask) this.#read(mask);
        mask?.delete?.();
      },
    });
    this.#solution.attachMultiListener(streams, listener);
    streams.delete();
  }

  #choose() {
    const options = new this.#module.GraphOptionChangeRequestList();
    const option = { calculatorName: "", calculatorIndex: 0, valueNumber: 0, valueBoolean: false, valueString: "" };
    // On the processor: where graphics are drawn by software, and with many a driver, the other way is slower.
    options.push_back({ ...option, calculatorType: "InferenceCalculator", fieldName: "use_cpu_inference", valueBoolean: true });
    const calculatorName = "ConstantSidePacketCalculatorModelSelection";
    options.push_back({ ...option, calculatorName, calculatorType: "ConstantSidePacketCalculator", fieldName: "int_value", valueNumber: SELECTION });
    this.#solution.changeOptions(options);
    options.delete();
  }

  /** @param {Texture} mask */
  #read({ glName, width, height }) {
    if (width !== WIDTH || height !== HEIGHT) throw new Error(`a mask of ${width} × ${height}`);
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#module.GL.textures[glName], 0);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, this.#pixels);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    this.#found = true;
  }
}

/** @param {string} address */
async function bytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response.arrayBuffer();
}
