import { decodeNews, encodeNews } from '../../carriers/envelopeFile';
import { ok, refuse, type Result } from '../../domain/result';
import { randomBytes } from '../../ledger/bytes';
import { sealingKey } from '../../ledger/sealingKey';
import type { EngineClient } from './engineClient';
import type { TogetherRefusal } from './port';

/** Everything that this device has of a plan, as one sealed file for members who never meet. */
export const newsFile = async (engine: EngineClient): Promise<Result<Blob, TogetherRefusal>> => {
  const room = await roomKeyOf(engine);
  if (!room) return refuse({ kind: 'noKey' });
  const news = { records: await engine.call('records'), envelopes: await engine.call('news') };
  const file = await encodeNews(news, room, randomBytes(12));
  return file.ok
    ? ok(new Blob([file.value as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }))
    : refuse({ kind: 'damaged' });
};

/** Takes such a file in; answers how many changes were news. */
export const readNewsFile = async (
  engine: EngineClient,
  file: Blob,
): Promise<Result<number, TogetherRefusal>> => {
  const { circle } = engine.status ?? {};
  const room = await roomKeyOf(engine);
  if (!circle || !room) return refuse({ kind: 'noKey' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const news = await decodeNews(bytes, circle.id, () => room.key);
  if (!news.ok) return refuse({ kind: news.refusal });
  return ok(await engine.call('takeIn', news.value.records, news.value.envelopes));
};

const roomKeyOf = async (engine: EngineClient) => {
  const { circle, roomKey } = engine.status ?? {};
  const epoch = circle?.epochs.get('room')?.at(-1)?.epoch;
  if (!circle || !roomKey || epoch === undefined) return undefined;
  return { circle: circle.id, epoch, key: await sealingKey(roomKey) };
};
