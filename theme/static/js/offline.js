// Keeps the mobile pages a reader opens, for when there is no network: see plugins/mobile/keeper.js.
navigator.serviceWorker?.register("/m/keeper.js").catch(() => {});
