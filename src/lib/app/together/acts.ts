/** What of sharing only a person's own act needs. One file for the browser: most who open a shared plan do none of it. */
export { arrive } from './arrive';
export { beginSharing } from './firstSharing';
export { Inviting } from './inviting';
export { join, joinByCode, readInvitation, readOffer } from './joining';
export { newsFile, readNewsFile } from './newsFile';
export { removePlan } from '../removePlan';
export { copyAlone } from './startAgain';
