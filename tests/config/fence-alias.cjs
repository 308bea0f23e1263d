const { resolve } = require('node:path');

/** What $lib means, in the one shape in which the fence can be told. */
module.exports = { resolve: { alias: { $lib: resolve('src/lib') } } };
