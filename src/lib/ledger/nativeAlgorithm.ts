/**
 * Stands in for what each algorithm of the HPKE library begins with: that one looks for cryptography in Node and behind a
 * stand-in for the global object as well. Here it is where every browser has it.
 */
export class NativeAlgorithm {
  protected _api: SubtleCrypto | undefined;

  protected async _setup(): Promise<void> {
    this._api = crypto.subtle;
  }
}
