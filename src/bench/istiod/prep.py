import json,sys
sc=[json.loads(l) for l in open(sys.argv[1])]; tr={json.loads(l)['id']:json.loads(l) for l in open(sys.argv[2])}
with open(sys.argv[3],'w') as f:
    for s in sc:
        rs=[]
        for r,t in zip(s['requests'],tr[s['id']]['traces']):
            d=t.get('dial') or {}
            h=d.get('host','x').lower() # as Envoy compares it
            rs.append({'address':d.get('address') or '192.0.2.1','port':d.get('port',1),'scheme':d.get('scheme','http'),'host':h if d.get('port')==80 and d.get('scheme')=='http' else '%s:%d'%(h,d.get('port',1)),'sni':'' if h.replace('.','').isdigit() or ':' in h else h.lower().rstrip('.'),'path':'/a' if r['url'].endswith('/a') else '/'})
        s['requests']=rs
        f.write(json.dumps(s)+'\n')
