/** What this page or browser lacks to meet other devices (PEER6), the address first; absent: nothing. */
export const lackingHere = (): 'notSecure' | 'noWebRtc' | undefined => {
  if (!isSecureContext) return 'notSecure';
  return 'RTCPeerConnection' in globalThis ? undefined : 'noWebRtc';
};
