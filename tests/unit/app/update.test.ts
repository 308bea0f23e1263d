import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { watchForUpdate } from '../../../src/lib/app/update';

/** A service worker that only has a state and hears what it is told. */
class FakeWorker extends EventTarget {
  state = 'installing';
  heard: unknown[] = [];
  postMessage(message: unknown) {
    this.heard.push(message);
  }
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  update = vi.fn(async () => undefined);

  /** A newer app arrives from the web server and is laid ready. */
  arrive(): FakeWorker {
    const worker = new FakeWorker();
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    this.installing = null;
    this.waiting = worker;
    worker.become('installed');
    return worker;
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = new FakeWorker();
  registration = new FakeRegistration();
  register = vi.fn(async (_address: string) => this.registration);
}

let container: FakeContainer;
let page: EventTarget & { visibilityState: string };
const reload = vi.fn();

beforeEach(() => {
  container = new FakeContainer();
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  reload.mockReset();
  vi.stubEnv('DEV', false);
  vi.stubGlobal('navigator', { serviceWorker: container, onLine: true });
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

type Apply = () => Promise<void>;

/** Ana’s tab, watching; what it was offered so far. */
async function open(): Promise<Apply[]> {
  const offers: Apply[] = [];
  watchForUpdate((apply) => offers.push(apply));
  await vi.waitFor(() => expect(container.register).toHaveBeenCalledWith('/sw.js'));
  await Promise.resolve();
  return offers;
}

test('SEC1 a newer app is offered to Ana, and nothing changes until she says yes', async () => {
  const offers = await open();
  const next = container.registration.arrive();
  expect(offers).toHaveLength(1);
  expect(next.heard).toEqual([]);
  expect(reload).not.toHaveBeenCalled();
});

test('when Ana says yes it is put in place, and only then the page loads anew', async () => {
  const offers = await open();
  const next = container.registration.arrive();
  const applied = offers[0]?.();
  expect(next.heard).toEqual([{ type: 'SKIP_WAITING' }]);
  expect(reload).not.toHaveBeenCalled();
  container.dispatchEvent(new Event('controllerchange'));
  await applied;
  expect(reload).toHaveBeenCalledOnce();
  expect(offers).toHaveLength(1);
});

test('one that does not come into place keeps Ana waiting no longer than ten seconds', async () => {
  const offers = await open();
  container.registration.arrive();
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const applied = offers[0]?.();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  await applied;
  expect(reload).toHaveBeenCalledOnce();
});

test('a newer app that lay ready before Ana opened is offered at once', async () => {
  container.registration.waiting = new FakeWorker();
  expect(await open()).toHaveLength(1);
});

test('the very first visit offers nothing: there is nothing to replace', async () => {
  container.controller = null;
  const offers = await open();
  container.registration.arrive();
  expect(offers).toEqual([]);
});

test('Teo says yes in another tab: Ana’s is not loaded anew in the middle of a word', async () => {
  const offers = await open();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reload).not.toHaveBeenCalled();
  expect(offers).toHaveLength(1);
  await offers[0]?.();
  expect(reload).toHaveBeenCalledOnce();
});

test('an app that stays open looks for news when it comes to the front, if in reach', async () => {
  await open();
  page.dispatchEvent(new Event('visibilitychange'));
  expect(container.registration.update).toHaveBeenCalledOnce();
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  vi.stubGlobal('navigator', { serviceWorker: container, onLine: false });
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(container.registration.update).toHaveBeenCalledOnce();
});

test('PEER6 without a secure context there is nothing to watch, and nothing breaks', () => {
  vi.stubGlobal('navigator', { onLine: true });
  expect(() => watchForUpdate(() => undefined)).not.toThrow();
});

test('storage refused: the app runs without, and says nothing', async () => {
  container.register.mockRejectedValue(new DOMException('denied', 'SecurityError'));
  const offers: unknown[] = [];
  watchForUpdate((apply) => offers.push(apply));
  await expect(container.register.mock.results[0]?.value).rejects.toThrow('denied');
  expect(offers).toEqual([]);
});
