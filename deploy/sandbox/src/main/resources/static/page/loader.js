/*
 * The module loader: the few globals through which Meta's sites define and require modules.
 *
 * wa-js watches for the globals `__d` and `require`, reads the list of modules from `require('__debug')` and takes each
 * one by `importNamespace`. It replaces functions on the object that comes back, so that object is always the module's
 * own exports, and the page itself must call through it: `require('X').f()`, never a function kept from before.
 *
 * Modules whose name does not begin with "WA" are the sandbox's own; wa-js does not look at those.
 */
(function () {
  'use strict';

  const modules = Object.create(null);

  function define(id, dependencies, factory, defaultOnly) {
    if (modules[id]) throw new Error(`Module "${id}" is defined twice`);
    modules[id] = { id, dependencies, factory, defaultOnly: defaultOnly === true, exports: null };
  }

  function exportsOf(id) {
    const entry = modules[id];
    if (!entry) throw new Error(`Requiring unknown module "${id}"`);
    if (entry.exports === null) {
      entry.exports = {};
      const module = { exports: entry.exports };
      entry.factory(window, require, importDefault, importNamespace, requireLazy, module, module.exports);
    }
    return entry.exports;
  }

  /** A module that has nothing but a default export is required as that export, as on the real site. */
  function require(id) {
    if (id === '__debug') return { modulesMap: modules };
    const exports = exportsOf(id);
    return modules[id].defaultOnly ? exports.default : exports;
  }

  function importDefault(id) {
    const exports = exportsOf(id);
    return 'default' in exports ? exports.default : exports;
  }

  function importNamespace(id) {
    return exportsOf(id);
  }

  function requireLazy(ids, callback) {
    queueMicrotask(() => callback(...ids.map(require)));
  }

  const withoutLoaderArguments = (body) => (_global, _require, _default, _namespace, _lazy, _module, exports) =>
    body(exports);

  /** How the page's own scripts define modules: a name, and a function that fills the exports. */
  window.Sandbox = Object.freeze({
    module: (id, body) => define(id, [], withoutLoaderArguments(body)),
    /** wa-js begins to look at the modules when `__d` is there, so it must not be before the last one is. */
    complete: () => { window.__d = define; },
    defaultModule: (id, body) =>
      define(id, [], withoutLoaderArguments((exports) => { exports.default = body(); }), true),
  });
  window.ErrorGuard = { skipGuardGlobal() {}, applyWithGuard: (call, self, args) => call.apply(self, args || []) };
  window.importDefault = importDefault;
  window.importNamespace = importNamespace;
  window.requireLazy = requireLazy;
  window.require = require;
})();
