/**
 * Notes for the next visit whether there are plans here, where the page's own script finds it: the promise
 * for newcomers then does not flash up before the plan.
 */
export const rememberPlans = (count: number): void => {
  try {
    if (count > 0) localStorage.setItem('plans', 'here');
    else localStorage.removeItem('plans');
  } catch {
    // Then the promise is seen for a moment.
  }
  if (count > 0) document.documentElement.dataset.plans = '';
  else delete document.documentElement.dataset.plans;
};
