import { describe, expect, test } from 'vitest';
import { randomBytes, toText } from '../../../../src/lib/ledger/bytes';
import {
  allWords,
  fourSets,
  wordsOf,
  type Transcript,
} from '../../../../src/lib/ledger/join/words';
import { someKeys } from './people';

const text32 = () => toText(randomBytes(32));
const aTranscript = (): Transcript => ({
  circle: toText(randomBytes(16)),
  invitation: text32(),
  newcomer: someKeys(),
  insider: someKeys(),
  name: 'Teo',
  role: 'edit',
  household: false,
  nonce: text32(),
  newcomerNonce: text32(),
});

/** As both languages say it, roughly: letters that sound the same are one. */
const sound = (word: string): string =>
  word
    .replace(/h/g, '')
    .replace(/qu/g, 'k')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/[cq]/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/[zs]+/g, 's')
    .replace(/[vw]/g, 'b')
    .replace(/ll|y|j|g(?=[ei])/g, 'i')
    .replace(/(.)\1/g, '$1');

/** How many letters have to change for one to become the other (Levenshtein). */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries())
    row = [...other].reduce(
      (next, beside, place) => [
        ...next,
        Math.min(
          (next[place] as number) + 1,
          (row[place + 1] as number) + 1,
          (row[place] as number) + Number(beside !== letter),
        ),
      ],
      [at + 1],
    );
  return row.at(-1) as number;
};
const vowels = (word: string): string => word.replace(/[^aeiou]/g, '');

describe('CIR3 the words', () => {
  test('are 256, each another one, of 3 to 10 plain letters', () => {
    expect(allWords).toHaveLength(256);
    expect(new Set(allWords).size).toBe(256);
    expect(allWords.filter((word) => !/^[a-z]{3,10}$/.test(word))).toEqual([]);
  });

  test('do not sound alike', () => {
    expect([distance('mango', 'tango'), distance('taxi', 'taco'), distance('kiwi', '')]).toEqual([
      1, 2, 4,
    ]);
    const alike = allWords.flatMap((word, at) =>
      allWords.slice(0, at).flatMap((other) => {
        const [one, two] = [sound(word), sound(other)];
        const far = Math.min(distance(one, two), distance(word, other));
        const isSame =
          far < 2 ||
          (far === 2 && (vowels(one) === vowels(two) || one.slice(0, 3) === two.slice(0, 3)));
        return isSame ? [`${other}/${word}`] : [];
      }),
    );
    expect(alike).toEqual([]);
  });

  test('their order never changes, or two versions would show two people different words', async () => {
    expect([allWords[0], allWords[100], allWords[200], allWords[255]]).toMatchInlineSnapshot(`
      [
        "acacia",
        "golf",
        "radio",
        "zoom",
      ]
    `);
    const zeros = toText(new Uint8Array(32));
    const keys = { sign: zeros, agree: zeros };
    expect(
      await wordsOf({
        ...{ circle: toText(new Uint8Array(16)), invitation: zeros, name: 'Teo', role: 'edit' },
        ...{ newcomer: keys, insider: keys, household: false, nonce: zeros, newcomerNonce: zeros },
      }),
    ).toMatchInlineSnapshot(`
      [
        "familiar",
        "wasabi",
        "academia",
      ]
    `);
  });

  test.each<[string, (said: Transcript) => Transcript]>([
    ['circle', (said) => ({ ...said, circle: toText(randomBytes(16)) })],
    ['invitation', (said) => ({ ...said, invitation: text32() })],
    [
      "newcomer's key to sign",
      (said) => ({ ...said, newcomer: { ...said.newcomer, sign: text32() } }),
    ],
    [
      "newcomer's key to agree",
      (said) => ({ ...said, newcomer: { ...said.newcomer, agree: text32() } }),
    ],
    [
      "insider's key to sign",
      (said) => ({ ...said, insider: { ...said.insider, sign: text32() } }),
    ],
    [
      "insider's key to agree",
      (said) => ({ ...said, insider: { ...said.insider, agree: text32() } }),
    ],
    ['name', (said) => ({ ...said, name: 'Tea' })],
    ['role', (said) => ({ ...said, role: 'steer' })],
    ['household', (said) => ({ ...said, household: true })],
    ["insider's nonce", (said) => ({ ...said, nonce: text32() })],
    ["newcomer's nonce", (said) => ({ ...said, newcomerNonce: text32() })],
    [
      'roles of the two keys',
      (said) => ({ ...said, newcomer: said.insider, insider: said.newcomer }),
    ],
  ])('are others when both ends did not see the same %s', async (_, change) => {
    for (let run = 0; run < 4; run += 1) {
      const said = aTranscript();
      expect(await wordsOf(change(said))).not.toEqual(await wordsOf(said));
      expect(await wordsOf({ ...said })).toEqual(await wordsOf(said));
    }
  });

  test('stand among three other sets, of which no word is any other’s or one of theirs, and in each of the four places', async () => {
    const places = new Set<number>();
    for (let run = 0; run < 300; run += 1) {
      const words = await wordsOf(aTranscript());
      const { sets, right } = fourSets(words, randomBytes);
      places.add(right);
      expect(sets).toHaveLength(4);
      expect(sets[right]).toEqual(words);
      const others = sets.filter((_, at) => at !== right).flat();
      expect(others).toHaveLength(9);
      expect(new Set(others).size).toBe(9);
      expect(others.filter((word) => words.includes(word))).toEqual([]);
      expect(others.every((word) => allWords.includes(word))).toBe(true);
    }
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
  });

  test('come out whole even where chance gives the same byte for ever', () => {
    for (const byte of [0, 255]) {
      const words = [allWords[byte], allWords[255], allWords[0]] as unknown as [
        string,
        string,
        string,
      ];
      const { sets, right } = fourSets(words, (length) => new Uint8Array(length).fill(byte));
      expect(sets[right]).toEqual(words);
      const others = sets.filter((_, at) => at !== right).flat();
      expect(new Set([...others, ...words]).size).toBe(9 + new Set(words).size);
    }
  });
});
