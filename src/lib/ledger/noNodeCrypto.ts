/** Stands in for Node's module of this name, which the HPKE library asks for where `globalThis.crypto` is missing: nowhere here. */
export const webcrypto = undefined;
