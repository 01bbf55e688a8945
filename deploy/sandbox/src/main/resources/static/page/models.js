/* Events, models and collections: what every store of the page is made of. */
(function () {
  'use strict';

  Sandbox.defaultModule('WAWebEventEmitter', () => class EventEmitter {
    on(names, listener, context) {
      if (typeof listener !== 'function') throw new Error('Callback parameter passed is not a function');
      for (const name of names.split(/\s+/)) {
        const listeners = this.listenersByName();
        listeners.set(name, [...(listeners.get(name) || []), { listener, context, original: listener }]);
      }
      return this;
    }

    once(name, listener, context) {
      const onlyOnce = (...args) => {
        this.off(name, listener);
        listener.apply(context || this, args);
      };
      this.on(name, onlyOnce);
      this.listenersByName().get(name).at(-1).original = listener;
      return this;
    }

    off(names, listener) {
      if (!names) {
        this.listenersByName().clear();
        return this;
      }
      for (const name of names.split(/\s+/)) {
        const kept = (this.listenersByName().get(name) || []).filter((entry) => listener && entry.original !== listener);
        this.listenersByName().set(name, kept);
      }
      return this;
    }

    listenTo(other, names, listener) {
      other.on(names, listener, this);
      return this;
    }

    listenToOnce(other, name, listener) {
      other.once(name, listener, this);
      return this;
    }

    stopListening() {
      return this;
    }

    removeAllListeners() {
      return this.off();
    }

    trigger(name, ...args) {
      for (const entry of this.listenersByName().get(name) || []) this.tell(entry, args);
      for (const entry of this.listenersByName().get('all') || []) this.tell(entry, [name, ...args]);
      return this;
    }

    /** A listener that throws is its own trouble: the others still hear the event. */
    tell(entry, args) {
      try {
        entry.listener.apply(entry.context || this, args);
      } catch (error) {
        console.error('sandbox: a listener failed', error);
      }
    }

    listenersByName() {
      if (!Object.hasOwn(this, 'eventListeners')) {
        Object.defineProperty(this, 'eventListeners', { value: new Map(), enumerable: false });
      }
      return this.eventListeners;
    }
  });

  Sandbox.module('WAWebBaseModel', (exports) => {
    const EventEmitter = require('WAWebEventEmitter');

    const hasGetter = (model, name) => {
      for (let level = Object.getPrototypeOf(model); level && level !== Object.prototype; ) {
        const property = Object.getOwnPropertyDescriptor(level, name);
        if (property && property.get) return true;
        level = Object.getPrototypeOf(level);
      }
      return false;
    };

    /** A bag of attributes that tells of each change. A getter of the class wins over an attribute of the same name. */
    exports.BaseModel = class BaseModel extends EventEmitter {
      constructor(attributes = {}) {
        super();
        Object.defineProperty(this, 'attributes', { value: Object.create(null), enumerable: false });
        for (const [name, value] of Object.entries(attributes)) this.declare(name, value);
      }

      static get idAttribute() {
        return 'id';
      }

      declare(name, value) {
        this.attributes[name] = value;
        if (hasGetter(this, name)) return;
        Object.defineProperty(this, name, {
          configurable: true,
          enumerable: true,
          get: () => this.attributes[name],
          set: (changed) => { this.set(name, changed); },
        });
      }

      get(name) {
        return this[name];
      }

      set(nameOrValues, value) {
        const values = typeof nameOrValues === 'object' ? nameOrValues : { [nameOrValues]: value };
        const changed = Object.keys(values).filter((name) => this.change(name, values[name]));
        if (changed.length > 0) this.trigger('change', this, changed);
        return this;
      }

      unset(name) {
        return this.set(name, undefined);
      }

      change(name, value) {
        const known = name in this.attributes;
        const previous = this.attributes[name];
        if (known && previous === value) return false;
        if (known) this.attributes[name] = value;
        else this.declare(name, value);
        this.trigger(`change:${name}`, this, value, previous);
        return true;
      }

      isState() {
        return true;
      }

      unsafe() {
        return this;
      }

      serialize() {
        const plain = {};
        for (const [name, value] of Object.entries(this.attributes)) {
          if (value === undefined || typeof value === 'function') continue;
          plain[name] = value && typeof value.serialize === 'function' ? value.serialize() : value;
        }
        return plain;
      }

      toJSON() {
        return this.serialize();
      }
    };

    exports.defineModel = (modelClass) => modelClass;
  });

  /** Wids and keys write themselves; models, and bare attributes, are known by their id. */
  const keyOf = (value) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'string') return value;
    const writesItself = value.toString !== undefined && value.toString !== Object.prototype.toString;
    return writesItself ? String(value) : keyOf(value.id);
  };

  Sandbox.defaultModule('WAWebCollection', () => {
    const EventEmitter = require('WAWebEventEmitter');
    const { BaseModel } = require('WAWebBaseModel');

    return class Collection extends EventEmitter {
      constructor(parent) {
        super();
        if (!this.constructor.model) throw new Error('Collection initialized without model');
        this.modelClass = this.constructor.model;
        this.parent = parent;
        this.models = [];
        this.byKey = new Map();
      }

      get length() {
        return this.models.length;
      }

      isModel(value) {
        return value instanceof this.modelClass;
      }

      get(id) {
        return this.byKey.get(keyOf(id));
      }

      assertGet(id) {
        const model = this.get(id);
        if (!model) throw new Error(`Collection: nothing has the id ${keyOf(id)}`);
        return model;
      }

      add(values, options = {}) {
        if (Array.isArray(values)) return values.map((value) => this.addOne(value, options));
        return this.addOne(values, options);
      }

      addOne(value, options) {
        const known = this.get(value);
        if (known) {
          if (options.merge && known !== value) known.set(value instanceof BaseModel ? value.attributes : value);
          return known;
        }
        const model = this.isModel(value) ? value : new this.modelClass(value);
        if (!model.collection) Object.defineProperty(model, 'collection', { value: this, enumerable: false });
        this.byKey.set(keyOf(model), model);
        this.models.push(model);
        model.on('all', (name, ...args) => this.trigger(name, ...args));
        this.sort({ silent: true });
        if (!options.silent) this.trigger('add', model, this, options);
        return model;
      }

      set(values, options) {
        return this.add(values, { merge: true, ...options });
      }

      remove(values, options = {}) {
        const removed = [];
        for (const value of Array.isArray(values) ? values : [values]) {
          const model = this.get(value);
          if (!model) continue;
          this.byKey.delete(keyOf(model));
          this.models.splice(this.models.indexOf(model), 1);
          removed.push(model);
          if (!options.silent) this.trigger('remove', model, this, options);
        }
        return removed;
      }

      reset() {
        this.models = [];
        this.byKey.clear();
        this.trigger('reset', this);
      }

      sort(options = {}) {
        if (this.comparator) this.models.sort(this.comparator);
        if (!options.silent) this.trigger('sort', this);
        return this;
      }

      at(index) {
        return this.models[index];
      }

      head() {
        return this.models[0];
      }

      last() {
        return this.models.at(-1);
      }

      getModelsArray() {
        return this.models;
      }

      toArray() {
        return this.models.slice();
      }

      findFirst(test) {
        return this.models.find(test);
      }

      where(ids) {
        return ids.map((id) => this.get(id)).filter(Boolean);
      }

      includes(model) {
        return this.models.includes(model);
      }

      indexOf(model) {
        return this.models.indexOf(model);
      }

      every(test) {
        return this.models.every(test);
      }

      some(test) {
        return this.models.some(test);
      }

      filter(test) {
        return this.models.filter(test);
      }

      map(change) {
        return this.models.map(change);
      }

      forEach(action) {
        this.models.forEach(action);
      }

      reduce(combine, start) {
        return this.models.reduce(combine, start);
      }

      slice(from, to) {
        return this.models.slice(from, to);
      }

      serialize() {
        return this.models.map((model) => model.serialize());
      }

      toJSON() {
        return this.serialize();
      }

      [Symbol.iterator]() {
        return this.models[Symbol.iterator]();
      }
    };
  });

  Sandbox.module('WAWebBaseCollection', (exports) => {
    const Collection = require('WAWebCollection');

    /** A collection that can be asked for what it does not have yet. */
    exports.BaseCollection = class BaseCollection extends Collection {
      async findQuery(id) {
        return this.get(id);
      }

      async find(id) {
        return this.get(id) || this.findQuery(id);
      }

      async update(id) {
        return this.find(id);
      }

      gadd(id, attributes) {
        return this.get(id) || this.add({ id, ...attributes });
      }

      isStateStale() {
        return false;
      }

      delete() {
        this.reset();
      }
    };
  });
})();
