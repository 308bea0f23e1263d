import { Forger } from '../../unit/ledger/forger';
import type { Phone } from './household';

/** A device of which there are two copies, as a profile that was copied makes them: both go on in one chain (LED6). */
export class Twins {
  readonly #phone: Phone;
  readonly #copies: readonly [Forger, Forger];
  /** What each copy wrote, from the beginning of the chain. */
  readonly #written: readonly [Uint8Array[], Uint8Array[]] = [[], []];
  #facts = 0;

  private constructor(phone: Phone) {
    this.#phone = phone;
    const one = new Forger(phone);
    this.#copies = [one, new Forger(phone, 'team', one.chain)];
  }

  /** @param together how many envelopes were written before there were two */
  static async begin(phone: Phone, together: number): Promise<Twins> {
    const twins = new Twins(phone);
    const [one, two] = twins.#copies;
    for (let left = together; left > 0; left -= 1) {
      const bytes = await twins.write(0);
      twins.#written[1].push(bytes);
      two.take(one);
    }
    return twins;
  }

  /** All that one of them would send. */
  says(copy: 0 | 1): readonly Uint8Array[] {
    return this.#written[copy];
  }

  async write(copy: 0 | 1): Promise<Uint8Array> {
    const forger = this.#copies[copy];
    this.#facts += 1;
    const id = `${this.#phone.name} ${this.#facts}`;
    const bytes = await forger.write((doc) => {
      doc.getMap('tries').set(`${forger.name}/${id}`, { id, words: 'It went well' });
      doc.getText('plan.vision').insert(0, `${this.#facts} `);
    });
    this.#written[copy].push(bytes);
    return bytes;
  }
}
