import { StorageError, type StorageTrouble } from './port';

/** What the names of IndexedDB's errors mean here; other errors are bugs of ours and stay as they are. */
const meaning: Readonly<Record<string, StorageTrouble>> = {
  QuotaExceededError: 'full',
  SecurityError: 'refused',
  NotAllowedError: 'refused',
  AbortError: 'lost',
  InvalidStateError: 'lost',
  NotFoundError: 'lost',
  NotReadableError: 'lost',
  TransactionInactiveError: 'lost',
  UnknownError: 'lost',
  VersionError: 'lost',
  TimeoutError: 'silent',
};

/** The trouble that an error of the browser's storage stands for; the error itself if it is a bug. */
export const asTrouble = (error: unknown): unknown => {
  if (error instanceof StorageError || !(error instanceof Error || error instanceof DOMException))
    return error;
  const trouble = meaning[error.name];
  return trouble === undefined ? error : new StorageError(trouble, { cause: error });
};

/** A wait is made of so many parts: a page that was busy itself, however long, loses one of them. */
const parts = 5;

/**
 * The result of work that storage does, or a StorageError: 'silent' after so many milliseconds
 * without an answer, since IndexedDB can stay silent for ever (VAU3). Time in which the page itself
 * could hear nothing is not held against storage.
 */
export const within = <T>(patience: number, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    let left = parts;
    const wait = (): ReturnType<typeof setTimeout> =>
      setTimeout(() => {
        left -= 1;
        if (left === 0) reject(new StorageError('silent'));
        else timer = wait();
      }, patience / parts);
    let timer = wait();
    work
      .finally(() => clearTimeout(timer))
      .then(resolve, (error: unknown) => reject(asTrouble(error)));
  });
