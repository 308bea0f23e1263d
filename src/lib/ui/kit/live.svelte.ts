let said = $state({ text: '', turn: 0 });

/**
 * Says something to those who listen, without taking the focus: "Saved. Thank you, that helps the plan."
 * The same words twice are said twice.
 */
export const announce = (text: string): void => {
  said = { text, turn: said.turn + 1 };
};

/** For `Live` alone. */
export const announced = {
  get text(): string {
    return said.text;
  },
  get turn(): number {
    return said.turn;
  },
};
