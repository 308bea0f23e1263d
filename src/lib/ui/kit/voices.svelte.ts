import { createSubscriber } from 'svelte/reactivity';
import type { Language } from '$lib/i18n/language.svelte';

const follow = createSubscriber((update) => {
  speechSynthesis.addEventListener('voiceschanged', update);
  return () => speechSynthesis.removeEventListener('voiceschanged', update);
});

/**
 * A voice of this device in a language; absent when there is none. Voices that would send the words
 * to a service are never used.
 */
export const localVoice = (language: Language): SpeechSynthesisVoice | undefined => {
  if (!('speechSynthesis' in globalThis)) return undefined;
  follow();
  const own = speechSynthesis
    .getVoices()
    .filter((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
  return own.find((voice) => voice.default) ?? own[0];
};
