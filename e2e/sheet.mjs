import { chromium } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
const [,, dir, out, from, n]=process.argv;
const fs=readdirSync(dir).filter(f=>f.endsWith('.png')).sort().slice(+from,+from+ +n);
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu']});
const p=await b.newPage({viewport:{width:fs.length*408,height:710}});
await p.setContent('<body style="margin:0;background:#999;display:flex;gap:8px;font:12px sans-serif">'+fs.map(f=>`<div>${f}<br><img width=400 src="data:image/png;base64,${readFileSync(dir+'/'+f).toString('base64')}"></div>`).join(''));
await p.screenshot({path:out,fullPage:true}); await b.close();
