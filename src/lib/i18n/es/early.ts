import type { Early } from '../messages';
import { codes } from './codes';
import { common } from './common';
import { home } from './home';
import { refusal } from './refusal';
import { shell } from './shell';
import { today } from './today';

/** The words on the way to Today, in Spanish: they come before anything is shown. */
export const early: Early = {
  codes,
  common,
  home,
  refusal,
  shell,
  today,
};
