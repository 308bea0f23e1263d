import type { KeepFor, OnlyMe } from '../../app/importMessages';
import { importPlan, type Imported, type ImportRefusal } from '../../app/importPlan';
import type { Result } from '../../domain/result';

type HereAnswer = 'open' | 'keepBoth' | 'stop';

/** What the screen shows of an import. */
export type ImportView =
  | { readonly at: 'choose' }
  | { readonly at: 'reading'; readonly name: string; readonly done: number }
  | { readonly at: 'here'; readonly answer: (answer: HereAnswer) => void }
  | {
      readonly at: 'onlyMe';
      readonly of: readonly OnlyMe[];
      readonly people: readonly { readonly id: string; readonly name: string }[];
      readonly answer: (kept: readonly KeepFor[]) => void;
    }
  | { readonly at: 'refused'; readonly refusal: ImportRefusal; readonly name: string }
  | { readonly at: 'stopped' }
  /** Something broke that nobody foresaw; nothing was changed. */
  | { readonly at: 'trouble' }
  | { readonly at: 'done'; readonly imported: Imported };

/** The one that takes files in; tests drive another one by hand. */
type Import = typeof importPlan;

/** One file at a time coming in: what goes on, what is asked, what came of it. */
export class Importing {
  #view = $state.raw<ImportView>({ at: 'choose' });
  #abort: AbortController | undefined;
  readonly #import: Import;

  constructor(take: Import = importPlan) {
    this.#import = take;
  }

  get view(): ImportView {
    return this.#view;
  }

  /** Takes a file in. Whatever another one was doing before is stopped. */
  async take(file: File): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { name } = file;
    const isOurs = (): boolean => this.#abort === abort;
    const show = (view: ImportView): void => {
      if (isOurs()) this.#view = view;
    };
    let done = 0;
    const reading = (): void => show({ at: 'reading', name, done });
    reading();
    const result = await this.#run(file, abort.signal, {
      progress: (now) => {
        done = now;
        if (this.#view.at === 'reading') reading();
      },
      ask: (view) => show(view),
      goOn: reading,
    }).catch((cause: unknown) => {
      show({ at: 'trouble' });
      throw cause;
    });
    if (result.ok) show({ at: 'done', imported: result.value });
    else if (result.refusal.kind === 'stopped') show({ at: 'stopped' });
    else show({ at: 'refused', refusal: result.refusal, name });
  }

  stop(): void {
    this.#abort?.abort();
    if (this.#view.at !== 'done' && this.#view.at !== 'refused') this.#view = { at: 'stopped' };
    this.#abort = undefined;
  }

  #run(
    file: File,
    signal: AbortSignal,
    screen: {
      progress: (done: number) => void;
      ask: (view: ImportView) => void;
      goOn: () => void;
    },
  ): Promise<Result<Imported, ImportRefusal>> {
    return this.#import(file, {
      onProgress: screen.progress,
      signal,
      questions: {
        alreadyHere: () =>
          new Promise((resolve) =>
            screen.ask({
              at: 'here',
              answer: (answer) => {
                screen.goOn();
                resolve(answer);
              },
            }),
          ),
        onlyMe: (of, people) =>
          new Promise((resolve) =>
            screen.ask({
              at: 'onlyMe',
              of,
              people,
              answer: (kept) => {
                screen.goOn();
                resolve(kept);
              },
            }),
          ),
      },
    });
  }
}
