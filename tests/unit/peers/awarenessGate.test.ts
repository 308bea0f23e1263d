import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { FUZZ } from './arbitraries';
import { AwarenessGate } from '../../../src/lib/peers/awarenessGate';

const MARISOL = 11;
const TEO = 22;
const RENEE = 33;

const update = (...entries: readonly (readonly [number, number, string])[]): Uint8Array => {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, entries.length);
  for (const [client, clock, state] of entries) {
    encoding.writeVarUint(inner, client);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, state);
  }
  const outer = encoding.createEncoder();
  encoding.writeVarUint(outer, 1);
  encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
  return encoding.toUint8Array(outer);
};

test('PEER2: Teo’s own presence passes, as he sent it', () => {
  const gate = new AwarenessGate(MARISOL);
  const frame = update([TEO, 1, '{"here":true}']);
  expect(gate.in(frame, {})).toEqual({ pass: frame, foul: false });
});

test('PEER2: of a frame that also speaks for others only his own passes, and it is foul', () => {
  const gate = new AwarenessGate(MARISOL);
  const [teo, renee] = [{}, {}];
  gate.in(update([RENEE, 1, '{}']), renee);
  const frame = update([TEO, 1, '{}'], [RENEE, 9, 'null'], [MARISOL, 9, 'null'], [44, 1, '{}']);
  expect(gate.in(frame, teo)).toEqual({ pass: update([TEO, 1, '{}']), foul: true });
});

test('PEER2: the first name a device gives is its own; it cannot take another’s, nor a second', () => {
  const gate = new AwarenessGate(MARISOL);
  const [teo, renee] = [{}, {}];
  gate.in(update([RENEE, 1, '{}']), renee);
  expect(gate.in(update([RENEE, 2, 'null']), teo)).toEqual({ foul: true });
  expect(gate.in(update([MARISOL, 2, 'null']), teo)).toEqual({ foul: true });
  expect(gate.in(update([TEO, 1, '{}']), teo).foul).toBe(false);
  expect(gate.in(update([44, 1, '{}']), teo)).toEqual({ foul: true });
});

test('PEER2: the name of who is gone is free again', () => {
  const gate = new AwarenessGate(MARISOL);
  const [before, after] = [{}, {}];
  gate.in(update([TEO, 1, '{}']), before);
  gate.forget(before);
  expect(gate.in(update([TEO, 2, '{}']), after).foul).toBe(false);
});

test('PEER2: only the own presence leaves', () => {
  const gate = new AwarenessGate(MARISOL);
  const out = gate.out(update([MARISOL, 1, '{}'], [TEO, 1, '{}']));
  expect(out).toEqual(update([MARISOL, 1, '{}']));
  expect(gate.out(update([TEO, 1, '{}']))).toBeUndefined();
});

describe('PEER2: none of y-webrtc’s other frames passes, either way, and none is held against anyone', () => {
  for (const [name, frame] of Object.entries({
    'a document’s state': [0, 0, 1, 0],
    'a document’s content': [0, 1, 2, 0, 0],
    'an update': [0, 2, 2, 0, 0],
    'the question who is here': [3],
    'a name of another tab': [4, 1, 1, 97],
    'a kind nobody knows': [99],
  }))
    test(name, () => {
      const gate = new AwarenessGate(MARISOL);
      expect(gate.in(Uint8Array.from(frame), {})).toEqual({ foul: false });
      expect(gate.out(Uint8Array.from(frame))).toBeUndefined();
    });
});

test('PEER2: what is too much, or no JSON, is foul', () => {
  const gate = new AwarenessGate(MARISOL);
  const large = JSON.stringify({ x: 'x'.repeat(2_000) });
  const many = Array.from({ length: 65 }, (_, at) => [at + 100, 1, '{}'] as const);
  for (const frame of [
    update([TEO, 1, large]),
    update(...many),
    update([TEO, 1, '{']),
    update([TEO, 1, '7']),
    Uint8Array.of(1),
    Uint8Array.of(1, 200),
    new Uint8Array(),
  ])
    expect(gate.in(frame, {})).toEqual({ foul: true });
});

test('PEER2: whatever comes, what passes never makes y-webrtc’s presence throw', () => {
  const entry = fc.tuple(
    fc.oneof(fc.constantFrom(MARISOL, TEO), fc.nat()),
    fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER)),
    fc.oneof(fc.json({ maxDepth: 3 }), fc.string(), fc.constant('{"__proto__":{"a":1}}')),
  );
  const frames = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.array(entry, { maxLength: 4 }).map((entries) => update(...entries)),
    fc
      .tuple(fc.array(entry, { maxLength: 4 }), fc.nat(), fc.integer({ min: 0, max: 255 }))
      .map(([entries, at, byte]) => {
        const frame = update(...entries);
        frame[at % frame.length] = byte;
        return frame;
      }),
  );
  const doc = new Y.Doc();
  fc.assert(
    fc.property(fc.array(frames, { maxLength: 5 }), (all) => {
      const awareness = new Awareness(doc);
      const gate = new AwarenessGate(awareness.clientID);
      const link = {};
      for (const frame of all) {
        const { pass } = gate.in(frame, link);
        if (!pass) continue;
        const decoder = decoding.createDecoder(pass);
        expect(decoding.readVarUint(decoder)).toBe(1);
        applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), 'peer');
        encodeAwarenessUpdate(awareness, [...awareness.getStates().keys()]);
      }
      expect(awareness.getLocalState()).toEqual({});
      awareness.destroy();
    }),
    FUZZ,
  );
});
