import { indexedDbVault } from '../../../src/lib/vault/indexedDbVault';
import { vaultContract } from '../../unit/vault/vaultContract';
import { emptyBrowser } from './emptyBrowser';

vaultContract('IndexedDB of a real browser', async () => {
  await emptyBrowser();
  return () => indexedDbVault();
});
