import json,sys,collections
sc={json.loads(l)['id']:json.loads(l) for l in open(sys.argv[1])}
tr={json.loads(l)['id']:json.loads(l) for l in open(sys.argv[2])}
an={json.loads(l)['id']:json.loads(l) for l in open(sys.argv[3])}
tot=bad=wd=0; crash=0
kinds=collections.Counter(); shown=collections.Counter(); wk=collections.Counter()
for i,t in tr.items():
    if i not in an or 'answers' not in an[i]: print('no oracle',i,an.get(i)); continue
    for k,(a,b) in enumerate(zip(t['traces'],an[i]['answers'])):
        tot+=1
        url=sc[i]['requests'][k]['url']
        if 'crash' in a: crash+=1; print('CRASH',i,url,a); continue
        if not a['dial']['address']: continue
        if a['notModelled']:
            wd+=1; wk[a['notModelled'][0][:70]]+=1; continue
        if not a['listener'] or a['listener'].startswith('::_'): continue
        diff=[]
        http=a['dial']['scheme']=='http'; tcp=a['dial']['scheme']=='tcp'
        if a['listener']!=b['listener']: diff.append('listener')
        err=b.get('error','')
        jc=a['cluster']
        if b.get('weighted') and len(b['weighted'])==1: b['cluster']=b['weighted'][0].rsplit('=',1)[0]
        if err=='no virtual host matched' and ':' in b.get('rds',''): continue
        oc=b['cluster'] or None
        if b.get('direct') or b.get('redirect'): oc=None
        if b.get('noCluster'):
            oc=None   # NC
        if err=='no route matched' or err=='no virtual host matched': oc=None
        if err=='protocol error': continue
        if jc!=oc:
            if b.get('weighted'):
                diff.append('weighted')
            else: diff.append('cluster')
        code={'MOVED_PERMANENTLY':301,'FOUND':302}.get(b.get('redirect'),b.get('direct',0))
        if jc is None and oc is None and a['filter']=='http_connection_manager':
            want=code or (b.get('notFound') or 503 if b.get('noCluster') else 404)
            if b.get('weighted') and len(b['weighted'])==1: want=503
            if a['client']['httpCode']!=want: diff.append('code %s!=%s'%(a['client']['httpCode'],want))
        if jc==oc and jc and jc not in('PassthroughCluster','BlackHoleCluster'):
            if a['clusterType']!=b.get('type'): diff.append('type')
            jt=a['tls']
            ot=b['tls']
            if b.get('autoMtls'):
                if jt and jt['ca']!='ROOTCA': diff.append('tls(auto)')
                elif jt and jt['sni']!=b.get('sni'): diff.append('sni(auto)')
            elif bool(jt)!=bool(ot): diff.append('tls')
            elif jt:
                sni=b.get('sni','')
                host=b.get('rewrite') or a['dial']['host']
                isip=host.replace('.','').isdigit()
                isH=a['filter']=='http_connection_manager'
                if not sni and b.get('autoSni') and isH and not isip: sni=host
                if jt['sni']!=sni: diff.append('sni')
                if jt['ca']!=b.get('ca',''): diff.append('ca')
                sans=b.get('sans',[])
                if not sans and b.get('autoSan') and isH: sans=[host]
                if sorted(jt['sans'])!=sorted(sans): diff.append('sans')
            if a['route'] is not None and a['route']!=(b.get('route') or '-') : diff.append('route %s'%a['route'])
            if b.get('endpoints') is not None and a['clusterType']!='ORIGINAL_DST':
                e=set(b['endpoints'])
                u=set(a['possibleUpstreams'])
                # names may be resolved
                e2={x for x in e if x.split(':')[0].replace('.','').isdigit()}
                if e2==e and e!=u: diff.append('endpoints')
                elif {x.split(':')[1] for x in e}!={x.split(':')[1] for x in u}: diff.append('epports')
            if a['clusterType']=='ORIGINAL_DST' and b.get('override') and not (a['upstream'] or '').endswith(':%d'%b['override']): diff.append('override')
            if a['clusterType']=='ORIGINAL_DST' and not b.get('override') and not (a['upstream'] or '').endswith(':%d'%a['dial']['port']): diff.append('override0')
        if diff:
            bad+=1; key=','.join(diff); kinds[key]+=1
            if shown[key]<int(sys.argv[4] if len(sys.argv)>4 else 3):
                shown[key]+=1
                print('DIFF',key,'|',i,url,'host',a['dial']['host'],'addr',a['dial']['address'])
                print('   J',{x:a[x] for x in('listener','filter','route','cluster','clusterType','tls','possibleUpstreams')},a['client']['httpCode'],'|',a['hops'][-1]['because']['text'],'|',[h['because']['text']+' '+(h['because']['object'] or '') for h in a['hops'] if h['hop'] in('cluster','tls')])
                print('   O',{x:y for x,y in b.items()})
print('total',tot,'withdrawn',wd,'bad',bad,'crash',crash,dict(kinds)); print(wk.most_common(12))
