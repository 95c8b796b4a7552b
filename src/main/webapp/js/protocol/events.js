/**
 * An EventTarget of which the types of its events are known. Types alone: no browser loads this file.
 *
 * @template Events the details of its events, by name
 * @typedef {{
 *   addEventListener: <Name extends keyof Events & string>(type: Name, listener: (event: CustomEvent<Events[Name]>) => void,
 *       options?: AddEventListenerOptions) => void,
 *   told?: Events
 * } & EventTarget} Tells told: never there; by it a type says what it tells
 */

export {};
