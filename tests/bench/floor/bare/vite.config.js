export default { build: { outDir: process.env.FLOOR_OUT ?? 'build', modulePreload: false } };
