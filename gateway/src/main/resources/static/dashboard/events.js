// The live events, and what one line says about each. Texts stay texts: nothing here makes markup.

const TYPES = [
  'account.created', 'account.status', 'account.qr', 'account.passkey', 'account.deleted',
  'message.received', 'message.sent', 'message.ack', 'message.failed',
  'message.edited', 'message.revoked', 'message.reaction', 'poll.vote', 'chat.seen',
  'media.ready', 'media.failed', 'group.updated', 'call.received', 'webhook.failing', 'webhook.disabled',
  'command.completed', 'command.failed',
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
    case 'account.passkey':
      return 'WhatsApp asks for a passkey';
    case 'message.edited':
      return `${data.from}: ${data.message}`;
    case 'message.revoked':
      return `${data.from} deleted a message`;
    case 'message.reaction':
      return data.emoji ? `${data.from}: ${data.emoji}` : `${data.from} took a reaction away`;
    case 'poll.vote':
      return `${data.from}: ${data.options.join(', ') || '(no answer)'}`;
    case 'group.updated':
      return data.group?.subject ?? data.group?.id ?? '';
    case 'call.received':
      return `${data.from} calls${data.is_video ? ' with video' : ''}`;
    case 'webhook.failing':
      return `${data.endpoint_id}: only failures for ${data.percent} % of the time`;
    case 'webhook.disabled':
      return `${data.endpoint_id} is disabled: ${data.reason}`;
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
