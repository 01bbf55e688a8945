// The live events, and what one line says about each. Texts stay texts: nothing here makes markup.

const TYPES = [
  'account.created', 'account.status', 'account.qr', 'account.deleted',
  'message.received', 'message.sent', 'message.ack', 'message.failed',
  'media.ready', 'media.failed', 'command.completed', 'command.failed',
];

export function listen({ onEvent, onResync, onState }) {
  const source = new EventSource('/api/events');
  source.onopen = () => onState('live');
  source.onerror = () => onState(source.readyState === EventSource.CLOSED ? 'closed' : 'reconnecting');
  for (const type of TYPES) source.addEventListener(type, (event) => onEvent(JSON.parse(event.data)));
  source.addEventListener('resync', onResync);
  return source;
}

export function summary({ type, data = {} }) {
  switch (type) {
    case 'account.status':
      return `${data.previous ?? '–'} → ${data.status}${data.reason?.message ? `: ${data.reason.message}` : ''}`;
    case 'account.qr':
      return 'a new QR code is to be scanned';
    case 'message.received':
      return `${data.push_name ?? data.from}: ${data.message ?? data.media?.caption ?? `(${data.type})`}`;
    case 'message.sent':
      return `to ${data.to}: ${data.message ?? data.media?.caption ?? `(${data.type})`}`;
    case 'message.ack':
      return data.ack;
    case 'command.completed':
      return `${data.command} done`;
    case 'command.failed':
      return `${data.command}: ${data.error?.message}`;
    case 'message.failed':
    case 'media.failed':
      return data.error?.message ?? '';
    default:
      return '';
  }
}
