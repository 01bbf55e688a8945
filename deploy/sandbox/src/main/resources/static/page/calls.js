/* Calls: they ring, and nobody can answer them here, so each ends as a missed call in its chat. */
(function () {
  'use strict';

  Sandbox.module('WAWebVoipWaCallEnums', (exports) => {
    exports.CallState = {
      None: 0, Calling: 1, PreacceptReceived: 2, ReceivedCall: 3, AcceptSent: 4, AcceptReceived: 5, CallActive: 6,
      CallActiveElseWhere: 7, ReceivedCallWithoutOffer: 8, Rejoining: 9, Link: 10, ConnectedLonely: 11, PreCalling: 12,
      CallStateEnding: 13 };
  });

  Sandbox.defaultModule('WAWebCallModel', () => {
    const { BaseModel } = require('WAWebBaseModel');
    return class Call extends BaseModel {
      getState() {
        return require('WAWebVoipWaCallEnums').CallState.ReceivedCall;
      }
    };
  });

  Sandbox.defaultModule('WAWebCallCollection', () => {
    const { BaseCollection } = require('WAWebBaseCollection');
    class CallCollection extends BaseCollection {
      processIncomingCall(call) {
        return this.add(call);
      }

      setActiveCall() {}
    }
    CallCollection.model = require('WAWebCallModel');
    return new CallCollection();
  });

  Sandbox.module('SandboxCalls', (exports) => {
    exports.take = (chat, missed) => {
      const isGroup = chat.id.isGroup();
      require('WAWebCallCollection').processIncomingCall({
        id: missed.id.id,
        peerJid: missed.author || missed.from,
        offerTime: missed.t,
        isVideo: missed.subtype === 'miss_video',
        isGroup,
        outgoing: false,
        canHandleLocally: false,
        webClientShouldHandle: false,
        participants: [],
      });
      require('SandboxMessages').add(chat, { ...missed, isNewMsg: false });
    };
  });
})();
