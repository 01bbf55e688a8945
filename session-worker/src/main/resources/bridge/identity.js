/* Who is who: hidden ids and numbers, and who this page is. */

const isAuthenticated = () => attempt(() => WPP.conn.isAuthenticated()) === true;
/** Some parts of WhatsApp Web say an id as text. */
const widOf = (id) => (typeof id === 'string' ? attempt(() => WPP.whatsapp.WidFactory.createWid(id)) : (id ?? null));
const isLid = (wid) => wid?.server === 'lid';
const numberWid = (wid) => (isLid(wid) ? attempt(() => WPP.whatsapp.lidPnCache.getPhoneNumber(wid)) : wid);
const lidWid = (wid) => (isLid(wid) ? wid : attempt(() => WPP.whatsapp.lidPnCache.getCurrentLid(wid)));

/** A person's bare number where it is known; else the id in full, so that nobody takes a LID for a number. */
function bare(wid) {
  if (!wid) return null;
  const number = numberWid(wid);
  return number?.server === 'c.us' ? number.user : `${wid.user}@${wid.server}`;
}

/** The chat's id without device, by number where that is known. */
function chatIdOf(wid) {
  const known = numberWid(wid) ?? wid;
  return `${known.user}@${known.server}`;
}

function self() {
  const me = attempt(() => WPP.conn.getMyUserId());
  if (!isAuthenticated() || !me) throw new Failure('NOT_READY', 'not linked');
  const lid = isLid(me) ? me : attempt(() => WPP.conn.getMyUserLid());
  return {
    phone: numberWid(me)?.user ?? me.user,
    lid: lid?.user ?? null,
    pushName: attempt(() => WPP.whatsapp.Conn.pushname),
    platform: attempt(() => WPP.whatsapp.Conn.platform),
  };
}

const isReady = () =>
  WPP.isFullReady === true &&
  isAuthenticated() &&
  attempt(() => WPP.conn.isMainLoaded()) === true &&
  attempt(() => WPP.conn.getMyUserId()) !== null;

function requireReady() {
  if (!isReady()) throw new Failure('NOT_READY', 'not linked, or chats not loaded yet');
}

offer({ self });
