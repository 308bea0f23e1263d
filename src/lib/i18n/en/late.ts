import { adjust } from './adjust';
import { how } from './how';
import { inout } from './inout';
import { invite } from './invite';
import { join } from './join';
import { people } from './people';
import { plan } from './plan';
import { print } from './print';
import { safety } from './safety';
import { safetyRoute } from './safetyRoute';
import { settings } from './settings';
import { start } from './start';
import { step } from './step';
import { story } from './story';
import { together } from './together';
import { trust } from './trust';

/** The words of all other places, in English: they come while the first screen is read. */
export const late = {
  adjust,
  how,
  inout,
  invite,
  join,
  people,
  plan,
  print,
  safety,
  safetyRoute,
  settings,
  start,
  step,
  story,
  together,
  trust,
};
