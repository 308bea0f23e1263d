import { newBrowser } from './fakeBrowser';
import { vaultContract } from './vaultContract';

vaultContract('IndexedDB', async () => newBrowser());
