import { sealAndOpen } from './sealing';

addEventListener('message', async ({ data }) => {
  postMessage(await sealAndOpen(data).catch((error: unknown) => `${error}`));
});
