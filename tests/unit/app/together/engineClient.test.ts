import { beforeEach, expect, test, vi } from 'vitest';
import { EngineClient } from '../../../../src/lib/app/together/engineClient';

/** A worker that answers nothing by itself. */
class Silent extends EventTarget {
  static last: Silent;
  ended = false;
  constructor() {
    super();
    Silent.last = this;
  }
  postMessage(): void {}
  terminate(): void {
    this.ended = true;
  }
}
beforeEach(() => void vi.stubGlobal('Worker', Silent));

test('an engine that did not load is over: whoever asked and whoever asks later hears so at once', async () => {
  const engine = new EngineClient();
  const asked = engine.call('status');
  expect(engine.isOver).toBe(false);
  Silent.last.dispatchEvent(new Event('error'));
  await expect(asked).rejects.toThrow('The engine stopped');
  expect(engine.isOver).toBe(true);
  await expect(engine.call('status')).rejects.toThrow('The engine stopped');
  // To let go of it waits for no answer.
  await engine.close();
  expect(Silent.last.ended).toBe(true);
});
