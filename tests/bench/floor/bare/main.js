import { IndexeddbPersistence } from 'y-indexeddb';
import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';

/**
 * The least that two pages can do to share a document: stock y-webrtc over stock simple-peer, kept by stock y-indexeddb.
 * Nothing is proven, sealed for a reader, or waited for.
 */
const signaling = [location.origin.replace('http', 'ws') + '/signal'];

/** @param {string} room */
const open = (room) => {
  const doc = new Y.Doc();
  const tries = doc.getMap('tries');
  const kept = new IndexeddbPersistence(room, doc);
  const seen = { came: /** @type {number[]} */ ([]) };
  /** @type {(() => void)[]} */
  const looks = [];
  const now = () => /** @type {any} */ (globalThis).seen.now();
  tries.observe((_, { local }) => {
    if (local) return;
    seen.came.push(now());
    for (const look of looks.splice(0)) look();
  });
  /** @type {WebrtcProvider | undefined} */
  let provider;
  return {
    seen,
    size: () => Y.encodeStateAsUpdate(doc).length,
    count: () => tries.size,
    connected: () =>
      [...(provider?.room?.webrtcConns.values() ?? [])].filter(({ connected }) => connected).length,
    /**
     * When so many changes of others had come.
     *
     * @param {number} count
     * @returns {Promise<number>}
     */
    read: (count) =>
      new Promise((resolve) => {
        const look = () => {
          const at = seen.came[count - 1];
          if (at === undefined) looks.push(look);
          else resolve(at);
        };
        look();
      }),
    meet: () => {
      provider = new WebrtcProvider(room, doc, {
        signaling,
        password: room,
        peerOpts: { config: { iceServers: [] } },
      });
      return kept.whenSynced.then(() => {});
    },
    /**
     * @param {string} id
     * @param {object} said
     */
    tell: (id, said) => {
      const at = now();
      tries.set(id, said);
      return at;
    },
    /**
     * @param {number} bytes
     * @param {object} said
     */
    fill: (bytes, said) => {
      let size = 0;
      doc.transact(() => {
        for (let i = 0; size < bytes; i += 1) {
          tries.set(`t${i}`, { ...said, id: `t${i}` });
          size += JSON.stringify(said).length + 20;
        }
      });
    },
  };
};

Object.assign(globalThis, { bare: { open } });
