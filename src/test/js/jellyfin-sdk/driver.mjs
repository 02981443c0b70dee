// Calls a server by Jellyfin's own client library, and tells as JSON what came of it: the answers,
// and every field of theirs that the library's types do not know.
//   node driver.mjs <url> <user token> <API key>
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Jellyfin } from '@jellyfin/sdk';
import { getImageApi } from '@jellyfin/sdk/lib/utils/api/image-api.js';
import { getLibraryApi } from '@jellyfin/sdk/lib/utils/api/library-api.js';
import { getSessionApi } from '@jellyfin/sdk/lib/utils/api/session-api.js';
import { getSystemApi } from '@jellyfin/sdk/lib/utils/api/system-api.js';
import { getUserApi } from '@jellyfin/sdk/lib/utils/api/user-api.js';
import { getUserViewApi } from '@jellyfin/sdk/lib/utils/api/user-view-api.js';
import { getVideoApi } from '@jellyfin/sdk/lib/utils/api/video-api.js';

const [url, token, key] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const models = join(dirname(require.resolve('@jellyfin/sdk')), 'generated-client', 'models');
const unknown = [];

// Types of fields whose objects are looked at as well.
const inside = {
  'user-dto': { Policy: 'user-policy', Configuration: 'user-configuration' },
  'base-item-dto': { UserData: 'user-item-data-dto', MediaSources: 'media-source-info' },
  'media-source-info': { MediaStreams: 'media-stream' },
  'base-item-dto-query-result': { Items: 'base-item-dto' },
  'session-info-dto': {
    PlayState: 'player-state-info',
    TranscodingInfo: 'transcoding-info',
    NowPlayingItem: 'base-item-dto',
  },
};

function check(type, value) {
  if (Array.isArray(value)) {
    value.forEach((one) => check(type, one));
    return;
  }
  const text = readFileSync(join(models, type + '.d.ts'), 'utf8');
  const names = new Set([...text.matchAll(/^\s+'([A-Za-z0-9]+)'\??:/gm)].map((hit) => hit[1]));
  for (const [name, content] of Object.entries(value)) {
    if (!names.has(name)) {
      unknown.push(type + '.' + name);
    }
    const deeper = inside[type]?.[name];
    if (deeper && content) {
      check(deeper, content);
    }
  }
}

function checked(type, answer) {
  check(type, answer.data);
  return answer.data;
}

const jellyfin = new Jellyfin({
  clientInfo: { name: 'Driver, of a test', version: '1.0.0' },
  deviceInfo: { name: 'a "device"', id: 'driver' },
});
const user = jellyfin.createApi(url, token);
const admin = jellyfin.createApi(url, key);

const me = checked('user-dto', await getUserApi(user).getCurrentUser());
const views = checked('base-item-dto-query-result', await getUserViewApi(user).getUserViews());
const items = checked(
  'base-item-dto-query-result',
  await getLibraryApi(user).getItems({
    recursive: true,
    includeItemTypes: ['Movie'],
    fields: ['Path', 'MediaSources', 'Genres', 'DateCreated'],
    sortBy: ['SortName'],
    startIndex: 0,
    limit: 10,
  })
);
const first = items.Items[0];
const item = checked('base-item-dto', await getLibraryApi(user).getItem({ itemId: first.Id }));
const sessions = checked(
  'session-info-dto',
  await getSessionApi(admin).getSessions({ activeWithinSeconds: 60 })
);
const server = checked('public-system-info', await getSystemApi(user).getPublicSystemInfo());
const images = checked('image-info', await getImageApi(admin).getItemImageInfos({ itemId: first.Id }));
const merged = await getVideoApi(admin).mergeVersions({ ids: items.Items.map((one) => one.Id) });
await getLibraryApi(admin).postUpdatedMedia({
  mediaUpdateInfoDto: { Updates: [{ Path: first.Path, UpdateType: 'Modified' }] },
});
const stranger = await getUserApi(jellyfin.createApi(url, 'nobody'))
  .getCurrentUser()
  .then(() => 200, (failure) => failure.response?.status);

console.log(
  JSON.stringify({
    me: me.Name,
    administrator: me.Policy.IsAdministrator,
    views: views.Items.map((view) => view.Name),
    items: items.Items.map((one) => one.Name),
    path: first.MediaSources[0].Path,
    width: item.MediaSources[0].MediaStreams[0].Width,
    playing: sessions.filter((session) => session.NowPlayingItem).length,
    version: server.Version,
    images: images.map((image) => image.ImageType),
    merged: merged.status,
    stranger,
    unknown,
  })
);
