/* Last: the worker may call from here on. */

Object.defineProperty(window, 'wafleetBridge', { value: Object.freeze({ call, delivered }) });
