import type { Hash } from '../domain/circle/record';
import { short } from './causality';
import { branchesOf, placeOf, type Branch, type Fork } from './forkProof';

/** All places at which a device wrote more than once, as far as that is known here (LED6). */
export class Forks {
  readonly #places = new Map<string, Branch[]>();
  readonly #byHash = new Map<Hash, string>();

  /** How many branches are known: another number, and something may stand elsewhere now. */
  get size(): number {
    return this.#byHash.size;
  }

  async note(fork: Fork): Promise<void> {
    for (const branch of await branchesOf(fork)) {
      const place = placeOf(branch.head);
      if (this.#byHash.has(branch.hash)) continue;
      this.#byHash.set(branch.hash, place);
      this.#places.set(place, [...this.at(place), branch]);
    }
  }

  /** The branches at a place; none where nobody proved that there are more than one. */
  at(place: string): readonly Branch[] {
    return this.#places.get(place) ?? [];
  }

  /** All branches at the place of one of them, given its hash. */
  with(hash: Hash): readonly Branch[] | undefined {
    const place = this.#byHash.get(hash);
    return place === undefined ? undefined : this.at(place);
  }

  /** The forked places of a document, each with its branches. */
  of(document: string): readonly (readonly Branch[])[] {
    return [...this.#places.values()].filter((all) => all[0]?.head.document === document);
  }
}

/**
 * Which of the branches at a place stands, on every device alike: of those that a start covers which somebody else sealed, else
 * of all of them, the one with the smallest hash. Only those that follow the envelope that stands before them are asked.
 * @param previous the beginning of the hash of that one; absent for the first of a chain
 * @param isCovered whether a start of another device stands for it
 */
export const standingOf = (
  branches: readonly Branch[],
  previous: string | undefined,
  isCovered: (branch: Branch) => boolean,
): Hash | undefined => {
  const here = branches.filter(({ head }) => head.previous?.slice(0, short) === previous);
  const covered = here.filter(isCovered);
  return (covered.length > 0 ? covered : here).map(({ hash }) => hash).sort()[0];
};
