import type { DeviceKeys } from '../../domain/circle/record';
import { concat, hash, utf8 } from '../bytes';
import { bytesOf } from './messages';

/**
 * 256 things that are written the same in English and Spanish and that no accent, no second word here, and no bad
 * memory gets in the way of. Their order is part of the protocol: whoever changes it speaks another version.
 */
export const allWords: readonly string[] = `
  acacia academia acerola agave agenda alfalfa aloha alpaca amigo anime anorak antipasto
  armadillo atlas aurora avatar azalea baguette baklava balalaika ballet banana baobab batik
  begonia beluga blazer blues bolero bonobo boutique brioche brownie bulldog burrito cactus
  camping cantata carambola carpaccio cereal ceviche charleston chayote cheesecake chef
  chihuahua chinchilla chipotle chocolate churro chutney cilantro circular clematis collage
  compost cosmos crepe crochet croissant cumbia cupcake curling denim diagonal diploma director
  disco donut eclipse elixir emoji empanada enchilada espresso eureka fajita falafel familiar
  fandango fauna ferry festival fiesta flamenco flan flora focaccia folio folklore fondue
  foxtrot fresco gardenia gaucho gazpacho gelato ginkgo ginseng golf gorgonzola gospel gourmet
  granola guacamole gumbo habanero haiku hangar hibiscus hockey horchata hotel humor husky
  iceberg iguana ikebana impala inventor iris jaguar jambalaya jazz jersey jojoba judo karate
  kayak kebab ketchup kimono kiwi koala kombucha kumquat labrador lacrosse laptop laurel llama
  logo lunar magnolia mahjong mandala mango mantis marimba mascarpone matcha merengue merino
  metro mimosa mineral motor mousse mozzarella muesli muffin mural musical mustang nautilus
  nopal nutria oasis oboe ocarina okapi organza origami paella pagoda panda panorama pastel
  pedal perfume pesto petunia piano pilates pixel pizza plaza polenta polka pomelo poncho poodle
  pretzel pueblo puma quesadilla quetzal quiche quinoa radio rally ramen ravioli recital reggae
  risotto robot rugby safari salsa scooter selfie sepia shawarma sierra skate smoothie snowboard
  sofrito solar sombrero sonata soprano sprint strudel sudoku suite surf swing tablet taco
  tangram tapir tempo tempura tenor terrier tofu tomatillo tortilla tostada tractor trivia
  tropical tundra ukulele veranda video visor waffle wasabi wombat yoga zigzag zoom
`
  .trim()
  .split(/\s+/);

/** What a newcomer says aloud, and the person inside looks for (CIR3): 24 bits. */
export type Words = readonly [string, string, string];

/** All that both ends must have seen alike; keys, hashes and nonces are 32 bytes, as text. */
export interface Transcript {
  readonly circle: string;
  readonly invitation: string;
  readonly newcomer: DeviceKeys;
  readonly insider: DeviceKeys;
  readonly name: string;
  readonly role: string;
  readonly household: boolean;
  /** The insider's, chosen when the newcomer had bound himself to his. */
  readonly nonce: string;
  readonly newcomerNonce: string;
}

/** The words that both ends see, and that differ when somebody stands between them. */
export const wordsOf = async (transcript: Transcript): Promise<Words> => {
  const { circle, invitation, newcomer, insider, name, role, household } = transcript;
  // Every field has one width: what has none of its own goes in as its hash.
  const [first = 0, second = 0, third = 0] = await hash(
    concat(
      utf8('lived-plan/words/1'),
      ...[circle, invitation, newcomer.sign, newcomer.agree, insider.sign, insider.agree].map(
        bytesOf,
      ),
      await hash(utf8(name)),
      await hash(utf8(`${household ? 'household' : 'team'}/${role}`)),
      bytesOf(transcript.nonce),
      bytesOf(transcript.newcomerNonce),
    ),
  );
  return wordsAt([first, second, third]);
};

/**
 * Four sets to pick from, the right one at `right`; a word of one set stands in no other, wherever in it, and none of the wrong
 * ones stands twice: hearing one word well is enough. `random` gives that many random bytes.
 */
export const fourSets = (
  words: Words,
  random: (length: number) => Uint8Array,
): { readonly sets: readonly Words[]; readonly right: number } => {
  const [place = 0, ...draws] = random(10);
  const right = place & 3;
  const taken = new Set(words.map((word) => allWords.indexOf(word)));
  const others = draws.map((draw) => {
    let at = draw;
    while (taken.has(at)) at = (at + 1) & 255;
    taken.add(at);
    return at;
  });
  const sets = [0, 3, 6].map((from) => {
    const [first = 0, second = 0, third = 0] = others.slice(from, from + 3);
    return wordsAt([first, second, third]);
  });
  sets.splice(right, 0, words);
  return { sets, right };
};

const wordsAt = (at: readonly [number, number, number]): Words =>
  at.map((index) => allWords[index]) as unknown as Words;
