import { readFolder } from '@/demo/traffic/configuration';
import { beginHistory } from '@/demo/traffic/history';
import { MeshTraffic } from '@/demo/traffic/mesh-traffic';
const now = Date.now()/1000;
const tr = new MeshTraffic(beginHistory(20001, now-24*3600, readFolder('demo/manifests')));
const t=performance.now(); const c=process.cpuUsage(); tr.emitters(); console.log(performance.now()-t, process.cpuUsage(c));
