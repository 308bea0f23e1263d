import { adjust } from './adjust';
import { codes } from './codes';
import { common } from './common';
import { home } from './home';
import { how } from './how';
import { inout } from './inout';
import { people } from './people';
import { plan } from './plan';
import { print } from './print';
import { refusal } from './refusal';
import { safety } from './safety';
import { safetyRoute } from './safetyRoute';
import { settings } from './settings';
import { shell } from './shell';
import { start } from './start';
import { step } from './step';
import { story } from './story';
import { today } from './today';
import type { Messages } from '../en';

/** Every word of the app in Spanish. */
export const messages: Messages = {
  adjust,
  codes,
  common,
  home,
  how,
  inout,
  people,
  plan,
  print,
  refusal,
  safety,
  safetyRoute,
  settings,
  shell,
  start,
  step,
  story,
  today,
};
