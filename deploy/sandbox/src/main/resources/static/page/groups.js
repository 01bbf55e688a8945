/* Groups: their members, who of them are admins, and the notices of what changes. */
(function () {
  'use strict';

  Sandbox.defaultModule('WAWebParticipantCollection', () => {
    const { BaseModel } = require('WAWebBaseModel');
    const { BaseCollection } = require('WAWebBaseCollection');
    class Participant extends BaseModel {
      get contact() {
        return require('WAWebContactCollection').ContactCollection.get(this.id);
      }
    }
    Participant.prototype.proxyName = 'participant';
    class ParticipantCollection extends BaseCollection {
      me() {
        return this.findFirst(({ id }) => require('WAWebUserPrefsMeUser').isMeAccount(id));
      }

      iAmMember() {
        return Boolean(this.me());
      }

      iAmAdmin() {
        return Boolean(this.me()) && this.me().isAdmin;
      }
    }
    ParticipantCollection.model = Participant;
    return ParticipantCollection;
  });

  Sandbox.defaultModule('WAWebGroupMetadataModel', () => {
    const { BaseModel } = require('WAWebBaseModel');
    const ParticipantCollection = require('WAWebParticipantCollection');
    class GroupMetadata extends BaseModel {
      constructor({ participants = [], ...attributes }) {
        super(attributes);
        const collection = new ParticipantCollection();
        collection.add(participants);
        this.declare('participants', collection);
      }
    }
    GroupMetadata.prototype.proxyName = 'group-metadata';
    return GroupMetadata;
  });

  Sandbox.defaultModule('WAWebGroupMetadataCollection', () => {
    const { BaseCollection } = require('WAWebBaseCollection');
    class GroupMetadataCollection extends BaseCollection {
      /** Communities are not played here; the name is what wa-js knows this collection by. */
      _handleParentGroupChange() {}
    }
    GroupMetadataCollection.model = require('WAWebGroupMetadataModel');
    return new GroupMetadataCollection();
  });

  /** What a notice of each kind does to the members. */
  const CHANGES = {
    add: (participants, ids) => participants.add(ids.map((id) => ({ id, isAdmin: false }))),
    remove: (participants, ids) => participants.remove(ids),
    promote: (participants, ids) => participants.where(ids).forEach((member) => member.set('isAdmin', true)),
    demote: (participants, ids) => participants.where(ids).forEach((member) => member.set('isAdmin', false)),
  };

  Sandbox.module('WAWebGroupActionDb', (exports) => {
    exports.updateDBForGroupAction = async ({ chatId }, { actionType, participants, subject }) => {
      const group = require('WAWebGroupMetadataCollection').get(chatId);
      if (!group) return;
      if (actionType === 'subject') {
        group.set('subject', subject);
        require('SandboxChats').existing(chatId).set('name', subject);
      } else {
        CHANGES[actionType](group.participants, participants.map(({ id }) => id));
      }
    };
  });

  Sandbox.module('SandboxGroups', (exports) => {
    const { createWid } = require('WAWebWidFactory');

    exports.add = ({ id, subject, owner, participants }) => {
      const collection = require('WAWebGroupMetadataCollection');
      const members = participants.map(({ id: member, isAdmin }) => ({ id: createWid(member), isAdmin }));
      const known = collection.get(id);
      if (known) {
        known.set('subject', subject);
        known.participants.remove(known.participants.filter((one) => !members.some(({ id: who }) => one.id.equals(who))));
        known.participants.add(members, { merge: true });
        return known;
      }
      return collection.add(
        { id: createWid(id), subject, owner: createWid(owner), announce: false, participants: members });
    };

    exports.find = async (wid) => {
      const known = require('WAWebGroupMetadataCollection').get(wid);
      if (known) return known;
      return exports.add(await require('SandboxWire').request({ kind: 'group', wid: String(wid) }));
    };

    /** A notice that somebody has changed the group. */
    exports.take = async (chat, notice) => {
      const actionType = notice.subtype === 'leave' ? 'remove' : notice.subtype;
      const participants = (notice.recipients || []).map((id) => ({ id, isAdmin: false, isSuperAdmin: false }));
      const action = { action: actionType, actionType, participants, subject: notice.body };
      await require('WAWebGroupActionDb').updateDBForGroupAction(
        { actions: [action], author: notice.author, chatId: chat.id, externalId: notice.id.id, offline: null,
          pushname: notice.notifyName, ts: notice.t },
        action);
      require('SandboxMessages').add(chat, notice);
    };
  });
})();
