import type { early } from './en/early';
import type { late } from './en/late';
import type { Shape } from './shape';

/** Every word of the app: English gives the shape of every other language. */
export type Early = Shape<typeof early>;
export type Late = Shape<typeof late>;
export type Messages = Early & Late;
