/** Whether the focus stands nowhere: what had it is gone. */
export const isFocusLost = (): boolean => {
  const at = document.activeElement;
  return at === null || at === document.body;
};
