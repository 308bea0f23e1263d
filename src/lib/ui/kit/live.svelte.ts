/** `seen`: nothing else on the screen says it, so those who look are told as well, for a moment. */
type How = 'heard' | 'seen';

let said = $state.raw<{ text: string; turn: number; how: How }>({
  text: '',
  turn: 0,
  how: 'heard',
});

/**
 * Says something to those who listen, without taking the focus: "Saved. Thank you, that helps the plan."
 * The same words twice are said twice.
 */
export const announce = (text: string, how: How = 'heard'): void => {
  said = { text, turn: said.turn + 1, how };
};

/** For `Live` alone. */
export const announced = {
  get text(): string {
    return said.text;
  },
  get turn(): number {
    return said.turn;
  },
  get how(): How {
    return said.how;
  },
};
