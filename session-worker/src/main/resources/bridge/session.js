/* The life of the session: QR codes, the login, readiness, the stream, and its end. */

const READY_POLL_MS = 300;

let lastQr = null;
let qrWasShown = false;
let authenticatedTold = false;
let readyTold = false;
let lastStream = null;
let conflictTold = false;
let logoutReason = null;

function probe() {
  const stream = attempt(() => WPP.conn.getStreamData());
  return {
    authenticated: isAuthenticated(),
    mainLoaded: attempt(() => WPP.conn.isMainLoaded()) === true,
    streamMode: stream?.mode ?? null,
    streamInfo: stream?.info ?? null,
    socketState: attempt(() => WPP.whatsapp.Socket.state),
  };
}

async function logout() {
  if (!isAuthenticated()) throw new Failure('NOT_READY', 'not linked');
  logoutReason = 'requested';
  await WPP.conn.logout();
}

async function refreshQr() {
  if (isAuthenticated()) throw new Failure('REJECTED', 'linked already');
  await WPP.conn.refreshQR();
}

function tellQr(code) {
  if (!code?.fullCode || isAuthenticated() || code.fullCode === lastQr) return;
  lastQr = code.fullCode;
  qrWasShown = true;
  authenticatedTold = false;
  tell({ type: 'qr', raw: code.fullCode });
}

function tellStream() {
  const { streamMode, streamInfo, socketState } = probe();
  const conflict = streamMode === 'CONFLICT' || socketState === 'CONFLICT';
  if (conflict && !conflictTold) tell({ type: 'conflict' });
  conflictTold = conflict;
  const state = streamMode === 'MAIN' ? (streamInfo ?? streamMode) : streamMode;
  if (!state || state === lastStream) return;
  lastStream = state;
  tell({ type: 'stream', state });
}

function tellAuthenticated() {
  if (authenticatedTold) return;
  authenticatedTold = true;
  tell({ type: 'authenticated' });
}

function tellProgress() {
  if (qrWasShown && isAuthenticated()) tellAuthenticated();
  if (readyTold || !isReady()) return;
  readyTold = true;
  tell({ type: 'ready', self: self() });
  tellEarlyMessages();
}

function tellLoggedOut() {
  readyTold = false;
  lastQr = null;
  tellAtOnce({ type: 'loggedOut', reason: logoutReason ?? 'unlinked' });
  logoutReason = null;
}

tell({ type: 'loaded', status: performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0 });
WPP.on('conn.auth_code_change', tellQr);
WPP.on('conn.qrcode_idle', () => tell({ type: 'qrIdle' }));
WPP.on('conn.authenticated', () => qrWasShown && tellAuthenticated());
WPP.on('conn.main_loaded', tellProgress);
WPP.on('conn.main_ready', tellProgress);
WPP.on('conn.logout_reason', (reason) => (logoutReason ??= String(reason)));
WPP.on('conn.logout', tellLoggedOut);
WPP.on('conn.stream_mode_changed', tellStream);
WPP.on('conn.stream_info_changed', tellStream);
WPP.loader.onInjected(() => {
  attempt(() => WPP.whatsapp.Socket.on('change:state', tellStream));
  tellStream();
});
WPP.loader.onFullReady(tellProgress);
setInterval(tellProgress, READY_POLL_MS); // some of the above are not told when a stored login is restored

offer({ probe, refreshQr, logout });
